import { formatDay } from "@/components/day-text";
import { Fact } from "@/components/fact";
import type { AnnouncementType, Day } from "@/lib/paper";
import type { PaperListing } from "@/lib/read/paper";

const WORDS: Record<AnnouncementType, string> = {
  new: "new in",
  cross: "cross-listed in",
  replace: "replaced in",
  "replace-cross": "replaced, cross-listed in",
};

/** When and how a paper was announced: a line for each day, the newest first. */
export function ListingFacts({ listings }: { listings: readonly PaperListing[] }) {
  if (listings.length === 0) return null;
  return (
    <Fact name="Announced">
      <ul>
        {groupByDay(listings).map(([day, group]) => (
          <li key={day}>
            <a href={`/date/${day}`}>
              <time dateTime={day}>{formatDay(day)}</time>
            </a>
            <small>{group.map(describeListing).join("; ")}</small>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

function groupByDay(listings: readonly PaperListing[]): [Day, PaperListing[]][] {
  const groups = new Map<Day, PaperListing[]>();
  for (const listing of listings) {
    const group = groups.get(listing.day);
    if (group) group.push(listing);
    else groups.set(listing.day, [listing]);
  }
  return [...groups];
}

function describeListing({ type, categories, isEstimated }: PaperListing): string {
  const where = categories.map(({ code }) => code).join(", ");
  return `${WORDS[type]} ${where}${isEstimated ? " (day estimated)" : ""}`;
}
