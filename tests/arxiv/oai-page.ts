import type { Day } from "@/lib/paper";
import type { Archive } from "./archive.ts";
import { type Modified, oaiInstant } from "./modifications.ts";
import type { ListArguments } from "./oai-arguments.ts";
import { type PaperView, viewPaper } from "./papers.ts";

export type OaiRow = { view: PaperView; at: Date };

export type OaiPage = {
  rows: OaiRow[];
  /** Where the next page begins; null on the last one. */
  next: { from: Day; skip: number } | null;
};

/**
 * One page of a list: `size` records from the `skip`th on, by date of modification. The next page
 * begins in its first record's date, after as many of that date's records as were given already: an
 * offset over live data, so that a record which moves away in between makes another be passed over.
 */
export function choosePage(
  archive: Archive,
  { list, skip, size, now }: { list: ListArguments; skip: number; size: number; now: Date },
): OaiPage {
  const found: OaiRow[] = [];
  let passed = 0;
  for (const row of walkRows(archive, list, now)) {
    if (passed++ < skip) continue;
    if (found.length === size) return { rows: found, next: continueAt(row, { found, skip }) };
    found.push(row);
  }
  return { rows: found, next: null };
}

/** How many records a list has in all. */
export function countRows(archive: Archive, list: ListArguments, now: Date): number {
  let count = 0;
  for (const _row of walkRows(archive, list, now)) count += 1;
  return count;
}

/** A record as it shows at `now`, or null. */
export function findRow(archive: Archive, id: string, now: Date): OaiRow | null {
  const view = archive.view(id, { now: oaiInstant(now) });
  const at = archive.modifications.of(id, now);
  return view && at ? { view, at } : null;
}

function* walkRows(archive: Archive, list: ListArguments, now: Date): Generator<OaiRow> {
  const all = archive.modifications.list(now);
  const shown = oaiInstant(now);
  for (let index = findStart(all, list.from); index < all.length; index++) {
    const { paper, at } = all[index] ?? fail();
    if (list.until && dateOf(at) > list.until) return;
    const view = viewPaper(paper, { now: shown });
    if (view && list.isInSet(view.categories)) yield { view, at };
  }
}

/** Index of the first record of a date or later, by halving. */
function findStart(all: readonly Modified[], from: Day | null): number {
  let [low, high] = [0, from ? all.length : 0];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isEarlier = dateOf(all[middle]?.at ?? fail()) < (from ?? "");
    if (isEarlier) low = middle + 1;
    else high = middle;
  }
  return low;
}

function continueAt(
  next: OaiRow,
  { found, skip }: { found: readonly OaiRow[]; skip: number },
): { from: Day; skip: number } {
  const date = dateOf(next.at);
  const given = found.filter(({ at }) => dateOf(at) === date).length;
  return { from: date, skip: given === found.length ? skip + given : given };
}

function dateOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10) as Day;
}

function fail(): never {
  throw new Error("an index out of its list");
}
