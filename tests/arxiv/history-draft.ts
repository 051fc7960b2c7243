/** A paper of a made-up history while its events are being written. */
import type { Day } from "@/lib/paper";
import type { PaperText } from "./history-text.ts";
import type { ChangeSource, PaperSource, Revision } from "./paper-source.ts";
import { expandCategories } from "./taxonomy.ts";

export type Draft = {
  id: string;
  text: PaperText;
  announced: Day;
  published: string | null;
  firstCategories: readonly string[];
  /** As they are now, with cross-lists; the primary one first. */
  categories: string[];
  /** The last day anything was announced of it. */
  lastDay: Day;
  isWithdrawn: boolean;
  revisions: Revision[];
  crossLists: { category: string; announced: Day }[];
  changes: ChangeSource[];
};

export function startDraft(
  facts: Pick<Draft, "id" | "text" | "announced" | "published"> & { categories: string[] },
): Draft {
  const { announced, categories } = facts;
  return {
    ...facts,
    firstCategories: [...categories],
    lastDay: announced,
    isWithdrawn: false,
    revisions: [],
    crossLists: [],
    changes: [],
  };
}

/** A new version, which says its categories, so that none of before come back. */
export function revise(draft: Draft, announced: Day, said: Partial<Revision> = {}): void {
  if (said.categories) draft.categories = [...said.categories];
  draft.revisions.push({
    comment: `Version of ${announced}`,
    ...said,
    announced,
    categories: [...draft.categories],
  });
  draft.isWithdrawn = said.isWithdrawn ?? false;
  draft.lastDay = announced;
}

export function crossList(draft: Draft, announced: Day, category: string): void {
  draft.crossLists.push({ category, announced });
  draft.categories.push(category);
  draft.lastDay = announced;
}

export function change(draft: Draft, said: ChangeSource): void {
  if (said.categories) draft.categories = [...said.categories];
  draft.changes.push(said);
}

/** Whether a category, under any of its names, is none of the paper's. */
export function isForeign(draft: Draft, category: string): boolean {
  return !draft.categories.some((own) => expandCategories([category]).has(own));
}

export function finishDraft(draft: Draft): PaperSource {
  const { id, text, announced, published, firstCategories, revisions, crossLists, changes } = draft;
  const told = { id, ...text, announced, categories: firstCategories };
  return { ...told, ...(published && { published }), revisions, crossLists, changes };
}
