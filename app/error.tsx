"use client";

/** A bug, or an outage in an unexpected place; details are in the log of the web process. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className="plain">
      <h1>This page could not be made</h1>
      <p>
        Something went wrong on this site; its log says what. The other pages are not affected:{" "}
        <a href="/">the latest edition</a>, <a href="/topics">the topics</a>.
      </p>
      <p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </p>
    </div>
  );
}
