/** In the place of any page while no database can be used. */
export function Outage() {
  return (
    <div className="plain">
      <h1>The papers cannot be reached</h1>
      <p>
        This site’s database does not answer, so there is nothing to print from. The papers are kept
        there and nothing is lost; the page is back as soon as the database is. Reload to try again.
      </p>
      <p>
        If this is your site: the log of the web process says why. See that PostgreSQL runs and that{" "}
        <code>DATABASE_URL</code> is right, or restart with <code>npm start</code>.
      </p>
    </div>
  );
}
