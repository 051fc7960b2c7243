/** A stretch of a list. `next` is the cursor of the stretch after it, null at the end. */
export type Page<T> = { items: T[]; next: string | null };

/** Cuts a page of `limit` from `limit + 1` items, so that no count is needed to know of a next one. */
export function cutPage<T>(
  found: readonly T[],
  { limit, cursorOf }: { limit: number; cursorOf: (item: T) => string },
): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && found.length > limit ? cursorOf(last) : null };
}
