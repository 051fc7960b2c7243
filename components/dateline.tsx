import { formatDay, formatDayLong, formatDayShort } from "@/components/day-text";
import type { Day } from "@/lib/paper";

type Props = {
  /** What the page is of: a day, or words where it has none. */
  heading: Day | { text: string };
  previous: Day | null;
  next: Day | null;
};

/** The line under the masthead: the day, between the nearest days that have papers. */
export function Dateline({ heading, previous, next }: Props) {
  return (
    <div className="dateline">
      <h1>
        {typeof heading === "string" ? (
          <time dateTime={heading}>{formatDayLong(heading)}</time>
        ) : (
          heading.text
        )}
      </h1>
      <nav aria-label="Other days">
        {previous ? <DayLink day={previous} kind="prev" beside={heading} /> : <span />}
        {next ? <DayLink day={next} kind="next" beside={heading} /> : <span />}
      </nav>
    </div>
  );
}

function DayLink({
  day,
  kind,
  beside,
}: {
  day: Day;
  kind: "prev" | "next";
  beside: Props["heading"];
}) {
  const isSameYear = typeof beside === "string" && beside.slice(0, 4) === day.slice(0, 4);
  const text = isSameYear ? formatDayShort(day) : formatDay(day);
  return (
    <a href={`/date/${day}`} rel={kind}>
      {kind === "prev" ? "← " : ""}
      <span className="hidden-text">
        {kind === "prev" ? "Previous edition: " : "Next edition: "}
      </span>
      {text}
      {kind === "next" ? " →" : ""}
    </a>
  );
}
