/**
 * The pairs of places at which two sequences agree when as few as possible are removed and added, in
 * order; null where that takes more than `mostEdits`. The greedy algorithm of E. W. Myers, "An O(ND)
 * difference algorithm and its variations", Algorithmica 1 (1986): memory grows with the square of
 * the edits, work with their product with the length.
 */
export function findEdits(
  before: Int32Array,
  after: Int32Array,
  mostEdits: number,
): [number, number][] | null {
  const [n, m] = [before.length, after.length];
  // On diagonal k (place in `before` minus place in `after`): the furthest place in `before`.
  const furthest = new Int32Array(2 * Math.min(mostEdits, n + m) + 3);
  const middle = Math.min(mostEdits, n + m) + 1;
  const rounds: Int32Array[] = [];
  for (let edits = 0; edits <= Math.min(mostEdits, n + m); edits++) {
    rounds.push(furthest.slice(middle - edits, middle + edits + 1));
    for (let k = -edits; k <= edits; k += 2) {
      let x = startOf(furthest, middle, k, edits);
      while (x < n && x - k < m && before[x] === after[x - k]) x++;
      furthest[middle + k] = x;
      if (x >= n && x - k >= m) return walkBack(rounds, n, m);
    }
  }
  return null;
}

/** Where a path on diagonal `k` begins with its last edit done: from the neighbour further on. */
function startOf(furthest: Int32Array, middle: number, k: number, edits: number): number {
  if (edits === 0) return 0;
  const below = furthest[middle + k - 1] ?? 0;
  const above = furthest[middle + k + 1] ?? 0;
  return k === -edits || (k !== edits && below < above) ? above : below + 1;
}

/** `rounds[d]` is what was known before round d, for the diagonals from -d to d. */
function walkBack(rounds: readonly Int32Array[], n: number, m: number): [number, number][] {
  const matches: [number, number][] = [];
  let [x, y] = [n, m];
  for (let edits = rounds.length - 1; edits > 0; edits--) {
    const known = rounds[edits] ?? new Int32Array();
    const k = x - y;
    const below = known[edits + k - 1] ?? 0;
    const above = known[edits + k + 1] ?? 0;
    const isAdded = k === -edits || (k !== edits && below < above);
    const start = isAdded ? above : below + 1;
    while (x > start) matches.push([--x, --y]);
    if (isAdded) y--;
    else x--;
  }
  while (x > 0) matches.push([--x, --y]);
  return matches.reverse();
}
