import { formatCount } from "@/components/day-text";
import { displayName } from "@/lib/text/author-name";

/** More than these are folded: some collaborations have thousands of authors. */
const SHOWN = 30;

/** All authors of a paper. */
export function PaperAuthors({ authors }: { authors: readonly string[] }) {
  if (authors.length === 0) return <p className="by">Authors not known</p>;
  const names = authors.map(displayName);
  const [first, folded] = [names.slice(0, SHOWN), names.slice(SHOWN)];
  return (
    <div className="by">
      <p>
        {first.join(", ")}
        {folded.length > 0 ? "," : ""}
      </p>
      {folded.length > 0 ? (
        <details>
          <summary>and {formatCount(folded.length)} more</summary>
          <p>{folded.join(", ")}</p>
        </details>
      ) : null}
    </div>
  );
}
