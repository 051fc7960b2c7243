import { describeOpenDay, summariseLedger } from "@/lib/ledger-summary";
import type { EditionGaps } from "@/lib/read/edition-gaps";

/** One quiet line above an edition that is not complete; nothing above one that is. */
export function GapNotice({ gaps }: { gaps: EditionGaps }) {
  const text = describeGaps(gaps);
  if (text === null) return null;
  return (
    <p className="gaps">
      {text} <a href="/status">Why?</a>
    </p>
  );
}

/** The words of the line: of this day, then of later days that have no edition yet. */
export function describeGaps({ here, later }: EditionGaps): string | null {
  const ofLater = later.length > 0 ? summariseLedger(later).verdict : null;
  const sentences = [describeOpenDay(here), ofLater].filter((text) => text !== null);
  return sentences.length > 0 ? sentences.join(" ") : null;
}
