import { formatDayLong } from "@/components/day-text";
import { describeDay } from "@/lib/calendar";
import type { Day } from "@/lib/paper";
import type { Neighbours } from "@/lib/read/edition-days";

const REASONS = {
  weekend:
    "arXiv announces nothing on Saturdays and Sundays. What was submitted over the weekend appears in the editions of the following days.",
  deferred:
    "arXiv put this day’s announcements off, as it does on some holidays. They appear in the next edition.",
  announcement:
    "arXiv’s calendar has a listing on this day, but this site holds no paper of it: arXiv may have put it off, or it was not harvested.",
} as const;

/** A day without papers: why, as far as that is known, and which days are near that have some. */
export function EmptyDay({ day, neighbours }: { day: Day; neighbours: Neighbours }) {
  const { previous, next } = neighbours;
  return (
    <div className="plain">
      <h2>No papers on this day</h2>
      <p>{explainAbsence(day, neighbours)}</p>
      {previous || next ? (
        <>
          <p>The nearest editions are:</p>
          <ul>
            {previous ? <DayItem day={previous} /> : null}
            {next ? <DayItem day={next} /> : null}
          </ul>
        </>
      ) : (
        <p>
          No edition is stored yet; see <a href="/">the front page</a>.
        </p>
      )}
    </div>
  );
}

/** An address that should hold a day and does not. */
export function NotADay() {
  return (
    <div className="plain">
      <h1>That is not a day</h1>
      <p>
        Editions are found by their date, year first: <code>/date/2026-05-12</code>. The latest one
        is <a href="/">on the front page</a>, and leads to those before it.
      </p>
    </div>
  );
}

/** Outside the stored editions nothing is known of a day but what the calendar says of any. */
function explainAbsence(day: Day, { previous, next }: Neighbours): string {
  const kind = describeDay(day);
  if (previous && next) return REASONS[kind];
  if (kind === "weekend") return "arXiv announces nothing on Saturdays and Sundays.";
  if (next) return "This day lies before the first edition that this site holds.";
  if (previous) return "This day lies after the latest edition that this site holds.";
  return "This site holds no edition at all.";
}

function DayItem({ day }: { day: Day }) {
  return (
    <li>
      <a href={`/date/${day}`}>{formatDayLong(day)}</a>
    </li>
  );
}
