import type { TextField, TextLeaf } from "./tree";
import { NOTHING, UnitTable } from "./units";
import type { Word } from "./words";

/** Where a leaf occurs: indexes into the document's words, the end exclusive. */
export type LeafSpan = { from: number; to: number };

type IndexedLeaf = { leaf: number; units: number[]; field: TextField | null };

/** Text leaves of many queries, found by their first word; equal leaves share a number. */
export class LeafIndex {
  private readonly table = new UnitTable();
  private readonly numbers = new Map<string, number>();
  private readonly byFirstUnit: IndexedLeaf[][] = [];

  /** The leaf's number. */
  addLeaf(leaf: TextLeaf): number {
    const units = this.table.addLeaf(leaf);
    const key = `${leaf.field ?? ""}:${units.join(" ")}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(key, number);
    const first = units[0] ?? 0;
    const indexed = { leaf: number, units, field: leaf.field };
    this.byFirstUnit[first] = [...(this.byFirstUnit[first] ?? []), indexed];
    return number;
  }

  /** Every leaf that occurs in the words, with its places. Null is a gap that no phrase crosses. */
  find(words: readonly (Word | null)[], abstractFrom: number): Map<number, LeafSpan[]> {
    const units = words.map((word) => (word === null ? NOTHING : this.table.resolve(word.text)));
    const found = new Map<number, LeafSpan[]>();
    for (let from = 0; from < units.length; from += 1) {
      const here = units[from] ?? NOTHING;
      if (here === NOTHING) continue;
      const field = from < abstractFrom ? "ti" : "abs";
      for (const unit of here) {
        for (const leaf of this.byFirstUnit[unit] ?? []) {
          if (leaf.field !== null && leaf.field !== field) continue;
          if (!follows(units, leaf.units, from)) continue;
          const span = { from, to: from + leaf.units.length };
          const spans = found.get(leaf.leaf);
          if (spans === undefined) found.set(leaf.leaf, [span]);
          else spans.push(span);
        }
      }
    }
    return found;
  }
}

/** Whether each wanted unit is satisfied by the word at its place behind `from`. */
function follows(
  units: readonly (readonly number[])[],
  wanted: readonly number[],
  from: number,
): boolean {
  for (let step = 1; step < wanted.length; step += 1) {
    const unit = wanted[step] ?? -1;
    if (!(units[from + step] ?? NOTHING).includes(unit)) return false;
  }
  return true;
}
