import { listingDayAt } from "@/lib/calendar";
import { addDays, type Day } from "@/lib/paper";
import { harvest } from "@/lib/pipeline/harvest";
import { openGate } from "@/lib/store/gate";
import { easternDayOf } from "../arxiv/eastern.ts";
import { currentListingDay } from "../arxiv/listing.ts";
import type { LoggedRequest } from "../arxiv/log.ts";
import { KILLS, type Kill, playKill } from "./kills.ts";
import { type Moment, refute, refuteClaim } from "./oracle.ts";
import type { Plan, Step } from "./plan.ts";
import { reckon } from "./reckoning.ts";
import { openStage, type Stage } from "./stage.ts";
import { createTruthReader, readLedger, readStored, type ShownLine } from "./stored.ts";
import { makeWeather } from "./weather.ts";

export type WalkReport = {
  /** Everything that was false, with day, category, and what differed. */
  failures: string[];
  harvests: number;
  requests: number;
  kills: Record<string, number>;
  /** Kills whose moment never came. */
  missedKills: number;
  faults: Record<string, number>;
  lines: number;
  smallestGapMs: number;
};

/** Gaps are measured where requests arrive, a little after the gate let them go. */
const GAP_TOLERANCE = 0.6;
const MOST_FAILURES = 20;
/** Faults that leave what is said as it is. */
const HARMLESS = /^(?:slow-answer|wrong-content-type|folded-lines)$/;

export async function walk(
  plan: Plan,
  { signal, say }: { signal?: AbortSignal; say: (line: string) => void },
): Promise<WalkReport> {
  const stage = await openStage(plan);
  const walker = createWalker(plan, stage, say);
  try {
    for (const step of plan.steps) {
      signal?.throwIfAborted();
      await walker.take(step);
      if (walker.report.failures.length >= MOST_FAILURES) return walker.report;
    }
    await walker.finish();
    return walker.report;
  } finally {
    await stage.close();
  }
}

function createWalker(plan: Plan, stage: Stage, say: (line: string) => void) {
  const { db, arxiv, settings } = stage;
  const { history, outage } = plan;
  const categories = settings.CATEGORIES; // an alias is followed under its main name
  const holidays = new Set(history.holidays);
  const truthOf = createTruthReader(arxiv);
  const [seen, staled] = [new Set<string>(), new Set<string>()];
  const [denied, emptied] = [new Set<string>(), new Set<string>()];
  const looked = new Set<string>();
  const walked = new Set<Day>();
  const told = new Set<string>(); // what stays false is told once
  const first = plan.steps[0]?.day ?? history.from;
  const report: WalkReport = {
    failures: [],
    harvests: 0,
    requests: 0,
    kills: {},
    missedKills: 0,
    faults: {},
    lines: 0,
    smallestGapMs: Number.POSITIVE_INFINITY,
  };

  async function take(step: Step): Promise<void> {
    walked.add(step.day);
    arxiv.clock.set(step.at);
    arxiv.log.clear();
    const isFirst = step === plan.steps[0];
    const weather = isFirst || step.kill ? "calm" : makeWeather(arxiv.faults, step);
    const began = Date.now();
    const where = `${step.day} at ${step.at.toISOString()}, ${step.kill ?? weather}`;
    const isWhole = step.kill && !isFirst ? await kill(step, step.kill, where) : await look(where);
    const requests = arxiv.log.entries.length;
    countRequests(where);
    await check(step.at, { isWhole, where });
    say(`${where}: ${requests} requests, ${Date.now() - began} ms`);
    arxiv.faults.clear();
    await openGate(db.pool);
  }

  /** A harvest in this process. */
  async function look(where: string): Promise<boolean> {
    report.harvests += 1;
    try {
      await harvest(db, { settings, now: arxiv.clock.now() });
      noteAnswers();
      return true;
    } catch (error) {
      report.failures.push(`${where}: ${error instanceof Error ? error.stack : error}`);
      return false;
    }
  }

  async function kill({ at, random }: Step, kind: Kill, where: string): Promise<boolean> {
    const request = 1 + Math.floor(random() * categories.length);
    const { ended, isHit, output } = await playKill(stage, { kill: kind, request, now: at });
    report.kills[kind] = (report.kills[kind] ?? 0) + 1;
    if (!isHit) report.missedKills += 1;
    // Without its database a process may end as it will, and is started again; but it must end.
    const hasLostDatabase = isHit && KILLS[kind].hits.some((hit) => hit === "database");
    const isExpected = ended === "SIGKILL" || ended === 0 || ended === 75 || hasLostDatabase;
    const isBug = /^ +at /m.test(output) && !hasLostDatabase;
    if (!isExpected || isBug || ended === "still running") {
      report.failures.push(`${where}: ended with ${ended}\n${output}`);
    }
    return false;
  }

  /** What arXiv truly said in a harvest that came to its end. */
  function noteAnswers(): void {
    for (const entry of arxiv.log.entries) {
      const [, source, category = ""] =
        /^(?:\/moved)?\/(list|rss)\/([^/]+)/.exec(entry.pathname) ?? [];
      const day =
        source === "list" ? currentListingDay(arxiv.archive, entry.at) : easternDayOf(entry.at);
      if (source && isTrue(entry)) looked.add(`${category} ${listingDayAt(entry.at)}`);
      if (source === "list" && isTrue(entry)) seen.add(`${category} ${day}`);
      const has = (name: string) => (entry.fault ?? "").split("+").includes(name);
      if (has("stale-feed")) staled.add(`${category} ${day}`);
      if (source === "list" && has("empty-first-page")) emptied.add(`${category} ${day}`);
      if (has("stale-listing")) denied.add(`${category} ${day}`);
    }
  }

  function countRequests(where: string): void {
    const { log } = arxiv;
    report.requests += log.entries.length;
    for (const name of log.entries.flatMap(({ fault }) => fault?.split("+") ?? [])) {
      report.faults[name] = (report.faults[name] ?? 0) + 1;
    }
    for (const { url } of log.overlaps()) report.failures.push(`${where}: two at once at ${url}`);
    const gap = log.smallestGapMs();
    report.smallestGapMs = Math.min(report.smallestGapMs, gap);
    if (gap < settings.ARXIV_INTERVAL_MS * GAP_TOLERANCE) {
      report.failures.push(`${where}: requests ${gap.toFixed(1)} ms apart`);
    }
    const refused = log.entries.findIndex(({ status }) => status === 403);
    if (refused >= 0 && refused < log.entries.length - 1) {
      report.failures.push(`${where}: asked on after it was refused`);
    }
  }

  async function check(
    now: Date,
    { isWhole, where }: { isWhole: boolean; where: string },
  ): Promise<void> {
    const range = { categories, from: addDays(first, -20), until: addDays(easternDayOf(now), 1) };
    const stored = await readStored(db, range);
    const moment: Moment = {
      now,
      holidays,
      truthOf,
      stored,
      seen,
      staled,
      denied,
      emptied,
      looked,
    };
    // Between the two stretches nothing happens and nobody looks.
    const from = plan.starts.filter((day) => day <= easternDayOf(now)).at(-1) ?? first;
    const lines = (await readLedger(db, range)).filter(({ day }) => day >= from);
    if (isWhole)
      report.failures.push(
        ...findGaps(lines, { from, until: listingDayAt(now) }).map((gap) => `${where}: ${gap}`),
      );
    for (const line of lines) {
      report.lines += 1;
      const wrong = isWhole ? refute(line, moment) : refuteClaim(line, moment);
      if (!wrong) continue;
      const { category, day, state, expected, stored: count, reason } = line;
      if (told.has(`${category} ${day} ${wrong}`)) continue;
      told.add(`${category} ${day} ${wrong}`);
      const shown = `${state}, ${count} of ${expected} by ${line.expectedBy} (${reason})`;
      report.failures.push(`${where}: ${category} ${day} is shown as ${shown}, but ${wrong}`);
    }
  }

  /** Days of the walk that the ledger does not mention. */
  function findGaps(
    lines: readonly ShownLine[],
    { from, until }: { from: Day; until: Day },
  ): string[] {
    const shown = new Set(lines.map(({ category, day }) => `${category} ${day}`));
    return [...walked]
      .filter((day) => day <= until && day >= from)
      .flatMap((day) => categories.map((category) => `${category} ${day}`))
      .filter((key) => !shown.has(key))
      .map((key) => `the ledger does not mention ${key}`);
  }

  /** The faults have stopped: two more looks, and all must be as it truly was. */
  async function finish(): Promise<void> {
    const last = plan.steps.at(-1)?.day ?? history.until;
    const days = [...new Set(plan.steps.map(({ day }) => day))];
    for (const hours of [1, 11]) {
      const at = new Date(
        (plan.steps.at(-1)?.at ?? arxiv.clock.now()).getTime() + hours * 3_600_000,
      );
      const random = () => 0; // no fault
      await takeCalmly({ day: last, at, kill: null, isLast: true, isOutage: false, random });
    }
    const unseen = new Set<Day>(outage ? [outage] : []);
    report.failures.push(...(await reckon({ db, arxiv, categories, days, unseen })));
  }

  async function takeCalmly(step: Step): Promise<void> {
    arxiv.faults.clear();
    arxiv.log.clear();
    arxiv.clock.set(step.at);
    await look("after the last day");
    countRequests("after the last day");
    await check(step.at, { isWhole: true, where: "after the last day" });
  }

  return { take, finish, report };
}

/** Whether an answer arrived whole and said what is so. */
function isTrue({ status, fault }: LoggedRequest): boolean {
  return status === 200 && (fault ?? "").split("+").every((name) => !name || HARMLESS.test(name));
}
