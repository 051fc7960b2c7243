import { formatDay } from "@/components/day-text";
import { Fact } from "@/components/fact";
import type { AnnouncementType } from "@/lib/paper";
import type { PaperListing } from "@/lib/read/paper";

const WORDS: Record<AnnouncementType, string> = {
  new: "new in",
  cross: "cross-listed in",
  replace: "replaced in",
  "replace-cross": "replaced, cross-listed in",
};

/** When and how a paper was announced. */
export function ListingFacts({ listings }: { listings: readonly PaperListing[] }) {
  if (listings.length === 0) return null;
  return (
    <Fact name="Announced">
      <ul>
        {listings.map(({ day, type, categories, isEstimated }) => (
          <li key={`${day}-${type}-${isEstimated}`}>
            <a href={`/date/${day}`}>
              <time dateTime={day}>{formatDay(day)}</time>
            </a>{" "}
            <small>
              {WORDS[type]} {categories.map(({ code }) => code).join(", ")}
              {isEstimated ? " (day estimated)" : ""}
            </small>
          </li>
        ))}
      </ul>
    </Fact>
  );
}
