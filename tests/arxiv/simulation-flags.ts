import { parseArgs } from "node:util";
import { AppError } from "@/lib/errors";
import { type Day, parseDay } from "@/lib/paper";
import { FAULTS, isFaultName } from "./fault-names.ts";
import type { Fault } from "./faults.ts";

export const SIMULATION_HELP = `Serve papers as arXiv would on some day, on this machine only.

  npm run arxiv:simulate -- --corpus FILE --day YYYY-MM-DD [--port P]
  npm run arxiv:simulate -- --corpus FILE --list-days

  --corpus FILE   JSON lines of papers, plain or .gz; repeatable
  --day D         the listing served at /rss/CAT and /atom/CAT; /api/query knows all papers
                  announced up to D. The clock starts at 8:00 in New York on D and runs.
  --port P        default 0: any free port
  --holiday D     a weekday without a listing; repeatable
  --fault SPEC    NAME[@WHERE][%PROBABILITY][*TIMES], repeatable. WHERE is a path (/rss, /api) or a
                  category; TIMES is a number or "always", default 1. For instance
                  --fault rate-limited@/api*3 --fault stale-feed@cs.CV*always
  --list-days     print each day with its counts, and stop
  --help          print this

What the corpus does not say is made up, always the same: where an instant of submission is missing,
one inside the window that arXiv's schedule gives for the listing day, chosen by the identifier; where
the listing day is missing, the one the schedule gives for the submission. Listings on a weekend move
to Monday. A paper listed two months or more after its identifier's month counts as a replacement.

Faults:
${Object.entries(FAULTS)
  .map(([name, { meaning }]) => `  ${name.padEnd(21)} ${meaning}`)
  .join("\n")}`;

export type SimulationFlags =
  | { task: "help" }
  | { task: "list-days"; corpus: string[]; holidays: Set<Day> }
  | {
      task: "serve";
      corpus: string[];
      holidays: Set<Day>;
      day: Day;
      port: number;
      faults: Fault[];
    };

/** The flags of `npm run arxiv:simulate`; throws `bad_input`, or parseArgs' own error, naming the flag. */
export function readSimulationFlags(argv: readonly string[]): SimulationFlags {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      corpus: { type: "string", multiple: true, default: [] },
      day: { type: "string" },
      port: { type: "string", default: "0" },
      holiday: { type: "string", multiple: true, default: [] },
      fault: { type: "string", multiple: true, default: [] },
      "list-days": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return { task: "help" };
  const { corpus } = values;
  if (corpus.length === 0) throw refuse("--corpus FILE is missing; see --help");
  const holidays = new Set(values.holiday.map((text) => readDay("--holiday", text)));
  if (values["list-days"]) return { task: "list-days", corpus, holidays };
  if (values.day === undefined) {
    throw refuse("--day YYYY-MM-DD is missing; see --help and --list-days");
  }
  return {
    task: "serve",
    corpus,
    holidays,
    day: readDay("--day", values.day),
    port: readPort(values.port),
    faults: values.fault.map(readFault),
  };
}

function readDay(flag: string, text: string): Day {
  const day = parseDay(text);
  if (!day) throw refuse(`${flag} ${text}: not a day, write YYYY-MM-DD`);
  return day;
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
    ...(where && (where.startsWith("/") ? { path: where } : { category: where })),
    ...(probability && { probability: Number(probability) }),
    ...(times && { times: times === "always" ? times : Number(times) }),
  };
}

function refuse(message: string): AppError {
  return new AppError("bad_input", message);
}
