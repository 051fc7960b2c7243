import type { TextLeaf } from "./tree";
import { copyWord, foldWord, stemWord } from "./words";

/** What nearly every word satisfies; one object, so that it can be told by identity. */
export const NOTHING: readonly number[] = [];

/**
 * Numbers for what a single word can be asked for: a stem, an exact spelling or a prefix. Each
 * spelling met in a text is resolved once; nearly all resolve to nothing.
 */
export class UnitTable {
  private readonly stems = new Map<string, number>();
  private readonly spellings = new Map<string, number>();
  private readonly prefixes = new Map<string, number>();
  private readonly resolved = new Map<string, readonly number[]>();
  private count = 0;

  /** The units that must follow each other for the leaf to match, one a word. */
  addLeaf(leaf: TextLeaf): number[] {
    this.resolved.clear();
    switch (leaf.kind) {
      case "word":
        return [this.number(this.stems, stemWord(leaf.word))];
      case "phrase":
        return leaf.words.map((word) => this.number(this.stems, stemWord(word)));
      case "exact":
        return leaf.words.map((word) => this.number(this.spellings, word));
      case "prefix":
        return [this.number(this.prefixes, leaf.prefix)];
    }
  }

  /** The units which a word, spelt as in the text, satisfies. */
  resolve(spelling: string): readonly number[] {
    const known = this.resolved.get(spelling);
    if (known !== undefined) return known;
    if (this.resolved.size >= RESOLVED_SIZE) this.resolved.clear();
    const units = this.look(spelling);
    this.resolved.set(copyWord(spelling), units);
    return units;
  }

  private look(spelling: string): readonly number[] {
    const folded = foldWord(spelling);
    const units: number[] = [];
    const stem = this.stems.get(stemWord(folded));
    if (stem !== undefined) units.push(stem);
    const exact = this.spellings.get(spelling);
    if (exact !== undefined) units.push(exact);
    for (const [prefix, unit] of this.prefixes) if (folded.startsWith(prefix)) units.push(unit);
    return units.length === 0 ? NOTHING : units;
  }

  private number(table: Map<string, number>, key: string): number {
    const known = table.get(key);
    if (known !== undefined) return known;
    table.set(key, this.count);
    this.count += 1;
    return this.count - 1;
  }
}

/** Spellings kept, about 5 MB when full; a larger table is slower, not faster. */
const RESOLVED_SIZE = 50_000;
