/** The faults that arXiv plays while one harvest of a soak runs. */
import type { FaultName } from "../arxiv/fault-names.ts";
import { type FaultSwitchboard, STORM_FAULTS } from "../arxiv/faults.ts";
import type { SourceName } from "../arxiv/source-name.ts";
import type { Step } from "./plan.ts";

const SOURCES: readonly SourceName[] = ["list", "rss", "oai", "api"];
/** What takes seconds of real time comes by name, and once. */
const STORMY = STORM_FAULTS.filter((name) => name !== "slow-answer");

type Choice = { random: () => number; source: SourceName };
type Weather = (faults: FaultSwitchboard, choice: Choice) => void;

const always = (name: FaultName, source?: SourceName): Weather => {
  return (faults) => faults.add({ name, times: "always", ...(source ? { source } : {}) });
};
const together = (...parts: Weather[]): Weather => {
  return (faults, choice) => {
    for (const part of parts) part(faults, choice);
  };
};

const WEATHERS: Record<string, Weather> = {
  "a storm": (faults, { random }) =>
    faults.addStorm({ seed: seedOf(random), probability: 0.1 + random() * 0.5, names: STORMY }),
  "a storm over one source": (faults, { random, source }) =>
    faults.addStorm({ seed: seedOf(random), probability: 0.8, names: STORMY, source }),
  "two storms": (faults, { random, source }) => {
    faults.addStorm({ seed: seedOf(random), probability: 0.3, names: STORMY });
    faults.addStorm({ seed: seedOf(random), probability: 0.6, names: STORMY, source });
  },
  "yesterday everywhere": together(always("stale-listing"), always("stale-feed")),
  "stale feeds without listings": together(always("stale-feed"), always("unavailable", "list")),
  "empty everywhere": always("empty-first-page"),
  "empty feeds without listings": together(
    always("empty-first-page", "rss"),
    always("html-page", "list"),
  ),
  "a redesign": always("new-markup"),
  "wrong counts": always("wrong-count"),
  "half of every feed": together(always("malformed-entry"), always("truncated-xml", "list")),
  "tokens refused, records moving": (faults, { random }) => {
    faults.add({ name: "token-expired", probability: 0.5, seed: seedOf(random), times: "always" });
    faults.add({ name: "records-moved", times: "always" });
  },
  "one source away": (faults, { source }) =>
    faults.add({ name: "reset-before-answer", source, times: "always" }),
  "nothing changed": always("no-records"),
  "an index of yesterday": together(always("index-lag"), always("unsorted")),
  "too many requests": (faults, { random }) =>
    faults.add({ name: "rate-limited", after: Math.floor(random() * 12), times: 4 }),
  "a refusal": (faults, { random }) =>
    faults.add({ name: "access-denied", after: Math.floor(random() * 20) }),
  "a slow answer": (faults, { random }) =>
    faults.add({ name: "slow-answer", after: Math.floor(random() * 20), dripMilliseconds: 1 }),
};

/**
 * Switches on the faults of a step, by its own chance.
 * @returns what they are called.
 */
export function makeWeather(faults: FaultSwitchboard, { random, isLast, isOutage }: Step): string {
  faults.clear();
  if (isOutage) {
    faults.add({ name: "reset-before-answer", times: "always" });
    return "an outage";
  }
  const names = Object.keys(WEATHERS);
  const source = SOURCES[Math.floor(random() * SOURCES.length)] ?? "list";
  const name = names[Math.floor(random() * names.length)] ?? "";
  if (random() < 0.25) return "calm";
  if (isLast) {
    // The day's last look: only what does not keep the listings from being read.
    const fair = source === "list" ? "oai" : source;
    const storm = { seed: seedOf(random), probability: 0.5, names: STORMY, source: fair };
    faults.addStorm(storm);
    return `a storm over ${fair} alone`;
  }
  WEATHERS[name]?.(faults, { random, source });
  return name;
}

function seedOf(random: () => number): number {
  return Math.floor(random() * 2 ** 31);
}
