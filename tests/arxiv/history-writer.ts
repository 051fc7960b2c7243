/** The events of a made-up history. */
import { addDays, type Day } from "@/lib/paper";
import type { HistoryOptions } from "./history.ts";
import { change, crossList, type Draft, isForeign, revise, startDraft } from "./history-draft.ts";
import { createTexts } from "./history-text.ts";
import { listingDayFrom, submissionWindow } from "./schedule.ts";
import { expandCategories } from "./taxonomy.ts";

/** They never had identifiers of the old style, which ended in March 2007. */
const LATE_ARCHIVES = ["econ", "eess", "q-fin", "stat"];
const DAY_MILLISECONDS = 86_400_000;

/** What a history is drawn from. */
type Chance = { random: () => number; holidays: ReadonlySet<Day> };

/** Writes events, day by day in order, into drafts of papers. */
export function createHistoryWriter(options: HistoryOptions, { random, holidays }: Chance) {
  const { categories, papersPerDay, burst } = options;
  const nextText = createTexts(random, options.corpus);
  const drafts: Draft[] = [];
  const numbers = new Map<string, number>();

  const below = (limit: number) => Math.floor(random() * limit);
  const share = (part: number) => Math.ceil(papersPerDay * part);

  function nextId(month: string): string {
    // Some numbers never become public.
    const number = (numbers.get(month) ?? 0) + (random() < 0.03 ? 2 : 1);
    numbers.set(month, number);
    return `${month}.${String(number).padStart(5, "0")}`;
  }

  function chooseCategories(primary: string): string[] {
    const chosen = new Set([primary]);
    for (let left = below(3); left > 0; left--)
      chosen.add(categories[below(categories.length)] ?? primary);
    // arXiv files an aliased category under both its names.
    return [...expandCategories([...chosen])];
  }

  /** A paper of an earlier day that is not withdrawn, or null where chance finds none. */
  function chooseEarlier(day: Day): Draft | null {
    for (let tries = 0; tries < 20; tries++) {
      const draft = drafts[below(drafts.length)];
      if (draft && !draft.isWithdrawn && draft.lastDay < day) return draft;
    }
    return null;
  }

  function writeBacklog(): void {
    const count = Math.max(20, papersPerDay * 3);
    for (let index = 0; index < count; index++) {
      const primary = categories[index % categories.length] ?? "cs.LG";
      const archive = primary.split(".")[0] ?? "";
      const isOldStyle = index % 7 === 0 && !LATE_ARCHIVES.includes(archive);
      const id = isOldStyle
        ? `${archive}/0112${String(index / 7 + 1).padStart(3, "0")}`
        : `2003.${String(index + 1).padStart(5, "0")}`;
      const announced = listingDayFrom(isOldStyle ? "2001-12-12" : "2020-03-11", holidays);
      const draft = startDraft({
        id,
        text: nextText(),
        announced,
        published: null,
        categories: chooseCategories(primary),
      });
      const versions = index % 4 === 1 ? 5 : 1 + (index % 2);
      for (let version = 2; version <= versions; version++) {
        revise(draft, listingDayFrom(addDays("2021-05-03", version * 7), holidays));
      }
      drafts.push(draft);
    }
  }

  function writeListing(day: Day): void {
    const isBurst = burst?.day === day;
    const count = isBurst ? burst.papers : papersPerDay;
    const earlier = drafts.length;
    for (let index = 0; index < count; index++) {
      const primary = categories[isBurst ? 0 : index % categories.length] ?? "cs.LG";
      const evening = addDays(day, -1);
      drafts.push(
        startDraft({
          id: nextId(`${evening.slice(2, 4)}${evening.slice(5, 7)}`),
          text: nextText(),
          announced: day,
          published: random() < 0.06 ? holdBack(day) : null,
          categories: chooseCategories(primary),
        }),
      );
    }
    if (earlier === 0) return;
    writeRevisions(day);
    for (let left = share(0.08); left > 0; left--) {
      const draft = chooseEarlier(day);
      const category = draft && categories.find((name) => isForeign(draft, name));
      if (draft && category) crossList(draft, day, category);
    }
  }

  function writeRevisions(day: Day): void {
    for (let left = share(0.4); left > 0; left--) {
      const draft = chooseEarlier(day);
      if (!draft) continue;
      const text = nextText();
      const rotated = [...draft.categories.slice(1), ...draft.categories.slice(0, 1)];
      revise(draft, day, {
        ...(random() < 0.5 && { abstract: text.abstract }),
        ...(random() < 0.2 && { title: text.title }),
        ...(random() < 0.1 && { categories: rotated }),
      });
      // A paper can be revised and cross-listed in one night.
      const category = random() < 0.05 && categories.find((name) => isForeign(draft, name));
      if (category) crossList(draft, day, category);
    }
    for (let left = random() < 0.4 ? share(0.03) : 0; left > 0; left--) {
      const draft = chooseEarlier(day);
      const comment = "This paper has been withdrawn by the author due to an error in Lemma 2";
      if (draft) revise(draft, day, { isWithdrawn: true, comment });
    }
  }

  /** Journal references, and now and then another primary category, at any hour of any day. */
  function writeChanges(day: Day): void {
    for (let left = share(0.05); left > 0; left--) {
      const draft = chooseEarlier(day);
      if (!draft) continue;
      const at = new Date(Date.parse(`${day}T00:00:00Z`) + below(DAY_MILLISECONDS)).toISOString();
      const number = below(1000);
      if (number % 4 > 0 || draft.categories.length < 2) {
        change(draft, {
          at,
          journalRef: `J. Examples ${number} (2026)`,
          doi: `10.1000/ex.${number}`,
        });
      } else {
        const [first = "", ...rest] = draft.categories;
        change(draft, { at, categories: [...rest, first] });
      }
    }
  }

  /** An instant up to eight days before the window in which the listing's other papers came. */
  function holdBack(day: Day): string {
    const { from } = submissionWindow(day, holidays);
    return new Date(from.getTime() - 1000 * (1 + below(8 * 86_400))).toISOString();
  }

  return { drafts, writeBacklog, writeListing, writeChanges };
}
