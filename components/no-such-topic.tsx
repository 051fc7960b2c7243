/** An address that should name a topic and names none. */
export function NoSuchTopic() {
  return (
    <div className="plain">
      <h1>There is no such topic</h1>
      <p>
        Topics are named by a short word in the address, for instance <code>/topics/peft</code>. All
        of them, with today’s counts, are <a href="/topics">on one page</a>.
      </p>
    </div>
  );
}
