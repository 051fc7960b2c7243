/**
 * When arXiv's database last touched each paper: what OAI-PMH calls its datestamp. Announcements and
 * changes show there two and a half hours late, as the nightly load does (help/oa: about 22:30
 * Eastern for what is announced at 20:00); a touch, made by a test or a fault, shows at once.
 */
import type { SimulatedPaper } from "./papers.ts";
import { announcementInstant } from "./schedule.ts";

const LAG = 2.5 * 3_600_000;
/** What was last changed before shows this date (Identify's earliestDatestamp). */
export const EARLIEST = new Date("2005-09-16T00:00:00Z");

export type Modified = { paper: SimulatedPaper; at: Date };

export type Modifications = {
  /** Every paper that shows at `now` with its last modification, by that and then by identifier. */
  list(now: Date): readonly Modified[];
  /** Null where the paper is unknown or does not show yet. */
  of(id: string, now: Date): Date | null;
  /** Moves a paper's datestamp to `at` without changing anything else. */
  touch(id: string, at: Date): void;
};

/** The instant whose state OAI-PMH shows at `now`. */
export function oaiInstant(now: Date): Date {
  return new Date(now.getTime() - LAG);
}

export function createModifications(papers: ReadonlyMap<string, SimulatedPaper>): Modifications {
  const events = new Map<string, number[]>();
  const touches = new Map<string, number[]>();
  let shown = { from: 0, until: 0, modified: [] as Modified[] };

  function eventsOf(paper: SimulatedPaper): number[] {
    const known = events.get(paper.id);
    if (known) return known;
    const found = listEvents(paper);
    events.set(paper.id, found);
    return found;
  }

  function lastOf(paper: SimulatedPaper, time: number): number | null {
    const loaded = eventsOf(paper).findLast((event) => event + LAG <= time);
    if (loaded === undefined) return null;
    const touched = touches.get(paper.id)?.findLast((event) => event <= time) ?? 0;
    return Math.max(loaded, touched, EARLIEST.getTime());
  }

  /** Sorted once for as long as nothing can change: until the next event of any paper shows. */
  function listAt(time: number): readonly Modified[] {
    if (time >= shown.from && time < shown.until) return shown.modified;
    let until = Number.POSITIVE_INFINITY;
    const modified: Modified[] = [];
    for (const paper of papers.values()) {
      const last = lastOf(paper, time);
      if (last !== null) modified.push({ paper, at: new Date(last) });
      const next = eventsOf(paper).find((event) => event + LAG > time);
      if (next !== undefined) until = Math.min(until, next + LAG);
      const touch = touches.get(paper.id)?.find((event) => event > time);
      if (touch !== undefined) until = Math.min(until, touch);
    }
    modified.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.paper.id < b.paper.id ? -1 : 1));
    shown = { from: time, until, modified };
    return modified;
  }

  return {
    list: (now) => listAt(now.getTime()),
    of(id, now) {
      const paper = papers.get(id);
      const last = paper ? lastOf(paper, now.getTime()) : null;
      return last === null ? null : new Date(last);
    },
    touch(id, at) {
      touches.set(
        id,
        [...(touches.get(id) ?? []), at.getTime()].sort((a, b) => a - b),
      );
      shown = { from: 0, until: 0, modified: [] };
    },
  };
}

function listEvents({ versions, crossLists, changes }: SimulatedPaper): number[] {
  const announced = [...versions, ...crossLists].map(({ announcedOn }) =>
    announcementInstant(announcedOn).getTime(),
  );
  // Nothing can be changed before it is there.
  const first = Math.min(...announced);
  const changed = changes.map(({ at }) => Math.max(first, at.getTime()));
  return [...announced, ...changed].sort((a, b) => a - b);
}
