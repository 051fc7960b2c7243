import type { Metadata } from "next";

// Also the title of every page that the proxy answers 404 for.
export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <div className="plain">
      <h1>This page does not exist</h1>
      <p>
        The address may be mistyped, or the page may have moved. Papers are at{" "}
        <code>/papers/2405.01234</code>, editions at <code>/date/2026-05-12</code>.
      </p>
      <p>
        Go to <a href="/">the latest edition</a> or to <a href="/topics">the topics</a>.
      </p>
    </div>
  );
}
