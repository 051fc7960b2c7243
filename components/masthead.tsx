/** The head of every page: the name, what it is, and the way around. */
export function Masthead() {
  return (
    <header className="masthead">
      <a className="skip" href="#main">
        Skip to the papers
      </a>
      <p className="motto">A daily paper for research</p>
      <p className="nameplate">
        <a href="/">Broadsheet</a>
      </p>
      <nav aria-label="Site">
        <a href="/">Today</a>
        <a href="/topics">Topics</a>
      </nav>
    </header>
  );
}
