import type { ParseArgsConfig, parseArgs } from "node:util";
import { AppError } from "@/lib/errors";
import { type Day, parseDay } from "@/lib/paper";
import { FAULTS, isFaultName } from "./fault-names.ts";
import type { Fault } from "./faults.ts";
import { SOURCE_NAMES } from "./source-name.ts";
import { nameCategory } from "./taxonomy.ts";

export const SIMULATION_HELP = `Serve papers as arXiv would on some day, on this machine only.

  npm run arxiv:simulate -- --corpus FILE --day YYYY-MM-DD [options]
  npm run arxiv:simulate -- --history SEED --days N [options]
  npm run arxiv:simulate -- (--corpus FILE | --history SEED --days N) --list-days

  --corpus FILE     JSON lines of papers, plain or .gz; repeatable
  --history SEED    days of made-up announcements, the same for the same seed: revisions,
                    withdrawals, cross-lists, papers held back. With --corpus, its texts are used
  --days N          calendar days of the history, from --from (2026-02-23) on
  --papers N        new papers on each of its listing days (60)
  --categories a,b  of the history, and of what is printed (cs.LG,cs.CL,cs.CV,cs.AI,stat.ML)
  --day D           the day that the clock starts on, at 8:00 in New York; of a history, its first.
                    Feeds show that day's listing, the other services all papers up to it
  --speed N         simulated seconds in a second (1): 3600 makes a day of 24 seconds
  --port P          default 0: any free port
  --holiday D       a weekday without a listing; repeatable
  --fault SPEC      NAME[@WHERE][%PROBABILITY][*TIMES], repeatable. WHERE is a service (api, rss,
                    oai, list), a path (/rss/cs.LG) or a category; TIMES is a number or "always",
                    default 1. For instance --fault rate-limited@api*3 --fault stale-feed@cs.CV*always
  --faults P[:SEED] any of many faults by chance, at each request with probability P
  --list-days       print each day with its counts, and stop
  --help            print this

What the corpus does not say is made up, always the same: where an instant of submission is missing,
one inside the window that arXiv's schedule gives for the listing day, chosen by the identifier; where
the listing day is missing, the one the schedule gives for the submission. Listings on a weekend move
to Monday. A paper listed two months or more after its identifier's month counts as a replacement.

Faults:
${Object.entries(FAULTS)
  .map(([name, { meaning }]) => `  ${name.padEnd(21)} ${meaning}`)
  .join("\n")}`;

export const SIMULATION_FLAGS = {
  corpus: { type: "string", multiple: true, default: [] },
  history: { type: "string" },
  days: { type: "string" },
  from: { type: "string" },
  papers: { type: "string", default: "60" },
  categories: { type: "string", default: "cs.LG,cs.CL,cs.CV,cs.AI,stat.ML" },
  day: { type: "string" },
  speed: { type: "string", default: "1" },
  port: { type: "string", default: "0" },
  holiday: { type: "string", multiple: true, default: [] },
  fault: { type: "string", multiple: true, default: [] },
  faults: { type: "string" },
  "list-days": { type: "boolean", default: false },
} as const satisfies ParseArgsConfig["options"];

export type SimulationValues = ReturnType<
  typeof parseArgs<{ options: typeof SIMULATION_FLAGS }>
>["values"];

export type Simulation = {
  task: "list-days" | "serve";
  corpus: string[];
  history: { seed: number; days: number; papersPerDay: number; from?: Day } | null;
  categories: string[];
  holidays: Day[];
  /** Null for the first of a history. */
  day: Day | null;
  speed: number;
  port: number;
  faults: Fault[];
  storm: { probability: number; seed: number } | null;
};

/** What the flags of `npm run arxiv:simulate` ask for; throws `bad_input` naming the flag. */
export function readSimulation(values: SimulationValues): Simulation {
  const { corpus } = values;
  const history = values.history === undefined ? null : readHistory(values.history, values);
  if (corpus.length === 0 && !history) {
    throw refuse("--corpus FILE or --history SEED is missing; see --help");
  }
  const task = values["list-days"] ? "list-days" : "serve";
  const day = values.day === undefined ? null : readDay("--day", values.day);
  if (task === "serve" && !day && !history) {
    throw refuse("--day YYYY-MM-DD is missing; see --help and --list-days");
  }
  return {
    ...{ task, corpus, history, day },
    categories: values.categories.split(",").map(readCategory),
    holidays: values.holiday.map((text) => readDay("--holiday", text)),
    speed: readNumber("--speed", values.speed, { least: 0, most: 1e6 }),
    port: readPort(values.port),
    faults: values.fault.map(readFault),
    storm: values.faults === undefined ? null : readStorm(values.faults),
  };
}

function readHistory(seed: string, { days, papers, from }: SimulationValues) {
  if (days === undefined) throw refuse("--days N is missing; see --help");
  return {
    seed: readNumber("--history", seed, { least: 0, most: 2 ** 32 - 1, isWhole: true }),
    days: readNumber("--days", days, { least: 1, most: 4000, isWhole: true }),
    papersPerDay: readNumber("--papers", papers, { least: 1, most: 5000, isWhole: true }),
    ...(from !== undefined && { from: readDay("--from", from) }),
  };
}

function readStorm(text: string): { probability: number; seed: number } {
  const [probability = "", seed = "1"] = text.split(":");
  return {
    probability: readNumber("--faults", probability, { least: 0, most: 1 }),
    seed: readNumber("--faults", seed, { least: 0, most: 2 ** 32 - 1, isWhole: true }),
  };
}

function readDay(flag: string, text: string): Day {
  const day = parseDay(text);
  if (!day) throw refuse(`${flag} ${text}: not a day, write YYYY-MM-DD`);
  return day;
}

function readCategory(text: string): string {
  const name = nameCategory(text.trim());
  if (name === null) throw refuse(`--categories ${text}: no category of arXiv's`);
  return name;
}

function readNumber(
  flag: string,
  text: string,
  { least, most, isWhole = false }: { least: number; most: number; isWhole?: boolean },
): number {
  const number = Number(text);
  const isGood = /^[\d.]+$/.test(text) && (!isWhole || Number.isInteger(number));
  if (isGood && number >= least && number <= most) return number;
  throw refuse(`${flag} ${text}: not a${isWhole ? " whole" : ""} number from ${least} to ${most}`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw refuse(`--port ${text}: not a port number`);
}

function readFault(spec: string): Fault {
  const parts = /^([a-z0-9-]+)(?:@([^%*]+))?(?:%([\d.]+))?(?:\*(\d+|always))?$/.exec(spec);
  const [, name = spec, where, probability, times] = parts ?? [];
  if (!parts || !isFaultName(name) || !(Number(probability ?? 0) <= 1)) {
    throw refuse(`--fault ${spec}: unknown; see --help`);
  }
  return {
    name,
    ...(where && readPlace(where)),
    ...(probability && { probability: Number(probability) }),
    ...(times && { times: times === "always" ? times : Number(times) }),
  };
}

function readPlace(where: string): Pick<Fault, "source" | "path" | "category"> {
  const source = SOURCE_NAMES.find((name) => name === where);
  if (source) return { source };
  return where.startsWith("/") ? { path: where } : { category: where };
}

function refuse(message: string): AppError {
  return new AppError("bad_input", message);
}
