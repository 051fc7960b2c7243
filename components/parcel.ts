/**
 * Hands properties from a server component to a client component without sending them to the
 * browser. What Next sends of a page is its markup and, once more as data, all that the markup of
 * client components was made of: for a list of papers, every abstract twice. A list that does
 * nothing in the browser takes its properties as a parcel instead, which only the server can unpack,
 * and keeps the markup it arrived with.
 */
export type Parcel<T> = { readonly key: number; readonly contents?: T };

/** For the element of an unpacked component in the browser: its content stays as it arrived. */
export const AS_ARRIVED = {
  suppressHydrationWarning: true,
  dangerouslySetInnerHTML: { __html: "" },
};

/** A request that was cut off between the two never unpacks; nobody waits that long for a page. */
const KEPT_MS = 60_000;

type Shelf = { last: number; parcels: Map<number, { value: unknown; at: number }> };

/** Server and client components are evaluated apart, in one process. */
const SHELF = Symbol.for("broadsheet.parcels");

/** Packs a value up for one client component of this request. */
export function pack<T>(value: T): Parcel<T> {
  const shelf = findShelf();
  const now = Date.now();
  for (const [key, { at }] of shelf.parcels) {
    if (now - at < KEPT_MS) break;
    shelf.parcels.delete(key);
  }
  shelf.last += 1;
  shelf.parcels.set(shelf.last, { value, at: now });
  return { key: shelf.last };
}

/** The value on the server, once; null in the browser, which has the markup already. */
export function unpack<T>({ key }: Parcel<T>): T | null {
  if (typeof window !== "undefined") return null;
  const { parcels } = findShelf();
  const found = parcels.get(key);
  parcels.delete(key);
  if (!found) throw new Error(`Parcel ${key} was unpacked twice, or never packed.`);
  return found.value as T;
}

function findShelf(): Shelf {
  const holder = globalThis as { [SHELF]?: Shelf };
  holder[SHELF] ??= { last: 0, parcels: new Map() };
  return holder[SHELF];
}
