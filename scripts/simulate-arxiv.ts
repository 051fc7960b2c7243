/** `npm run arxiv:simulate`: a simulated arXiv to point Broadsheet at, by hand. */
import { parseArgs } from "node:util";
import { type Day, parseDay } from "@/lib/paper";
import { createArchive } from "../tests/arxiv/archive.ts";
import { createClock } from "../tests/arxiv/clock.ts";
import { readCorpus } from "../tests/arxiv/corpus.ts";
import { easternInstant } from "../tests/arxiv/eastern.ts";
import { FAULTS, isFaultName } from "../tests/arxiv/fault-names.ts";
import type { Fault } from "../tests/arxiv/faults.ts";
import type { LoggedRequest } from "../tests/arxiv/log.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "../tests/arxiv/server.ts";

const CATEGORIES = ["cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML"];

const HELP = `Serve papers as arXiv would on some day, on this machine only.

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
  .map(([name, [, meaning]]) => `  ${name.padEnd(21)} ${meaning}`)
  .join("\n")}`;

class Mistake extends Error {}

async function main(): Promise<void> {
  const flags = readFlags();
  if (flags.help) return console.log(HELP);
  if (flags.corpus.length === 0) throw new Mistake("--corpus FILE is missing; see --help");
  const papers = readCorpora(flags.corpus);
  if (flags["list-days"]) return listDays(await createArchive(papers, flags.holidays));
  if (!flags.day) throw new Mistake("--day YYYY-MM-DD is missing; see --help and --list-days");
  const { day, port, holidays } = flags;
  const clock = createClock(easternInstant(day, 8), { isTicking: true });
  const onAnswered = printRequest;
  const arxiv = await startSimulatedArxiv({ papers, day, port, clock, holidays, onAnswered });
  for (const fault of flags.faults) arxiv.faults.add(fault);
  printWelcome(arxiv, day);
  process.once("SIGINT", () => stop(arxiv));
  process.once("SIGTERM", () => stop(arxiv));
}

function readFlags() {
  const { values } = parseArgs({
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
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Mistake(`--port ${values.port}: not a port number`);
  }
  return {
    ...values,
    port,
    day: values.day === undefined ? null : readDay("--day", values.day),
    holidays: new Set(values.holiday.map((text) => readDay("--holiday", text))),
    faults: values.fault.map(readFault),
  };
}

function readDay(flag: string, text: string): Day {
  const day = parseDay(text);
  if (!day) throw new Mistake(`${flag} ${text}: not a day, write YYYY-MM-DD`);
  return day;
}

function readFault(spec: string): Fault {
  const parts = /^([a-z0-9-]+)(?:@([^%*]+))?(?:%([\d.]+))?(?:\*(\d+|always))?$/.exec(spec);
  const [, name = spec, where, probability, times] = parts ?? [];
  if (!parts || !isFaultName(name)) throw new Mistake(`--fault ${spec}: unknown; see --help`);
  return {
    name,
    ...(where && (where.startsWith("/") ? { path: where } : { category: where })),
    ...(probability && { probability: Number(probability) }),
    ...(times && { times: times === "always" ? times : Number(times) }),
  };
}

async function* readCorpora(paths: readonly string[]) {
  for (const path of paths) yield* readCorpus(path);
}

function listDays(archive: Awaited<ReturnType<typeof createArchive>>): void {
  console.log(`${"day".padEnd(10)}  ${CATEGORIES.map((name) => name.padStart(8)).join("")}`);
  for (const day of archive.days) {
    const counts = CATEGORIES.map((name) => archive.list(day, [name]).entries.length);
    console.log(`${day}  ${counts.map((count) => String(count).padStart(8)).join("")}`);
  }
}

function printWelcome(arxiv: SimulatedArxiv, day: Day): void {
  console.log(`The simulated arXiv of ${day} answers at ${arxiv.url}. Point Broadsheet at it:\n`);
  for (const [name, value] of Object.entries(arxiv.env)) console.log(`export ${name}=${value}`);
  console.log("export ARXIV_INTERVAL_MS=0   # allowed because the host is this machine\n");
  console.log(`Expected on ${day}, of ${arxiv.archive.papers.size} papers in all:`);
  for (const name of CATEGORIES) {
    const { announcements, counts } = arxiv.truth(day, name);
    const parts = Object.entries(counts).map(([type, count]) => `${count} ${type}`);
    console.log(`  ${name.padEnd(8)} ${announcements.length} (${parts.join(", ")})`);
  }
  const faults = arxiv.faults.pending().map((fault) => fault.name);
  if (faults.length > 0) console.log(`Faults switched on: ${faults.join(", ")}`);
  console.log("\nCtrl-C stops it. Requests:");
}

function printRequest({ at, method, pathname, parameters, status, fault }: LoggedRequest): void {
  const query = parameters.size > 0 ? `?${decodeURIComponent(parameters.toString())}` : "";
  const struck = fault ? `  [${fault}]` : "";
  console.log(`${at.toISOString()} ${method} ${pathname}${query} ${status ?? "reset"}${struck}`);
}

async function stop(arxiv: SimulatedArxiv): Promise<void> {
  await arxiv.close();
  console.log(`Stopped after ${arxiv.log.entries.length} requests.`);
}

/** A sentence for a mistake of the user's, or null for a bug. */
function explain(error: unknown): string | null {
  if (error instanceof Mistake) return error.message;
  if (error instanceof SyntaxError) return `not JSON lines: ${error.message}`;
  if (!(error instanceof Error && "code" in error)) return null;
  if (error.code === "ENOENT") return `no such file: ${error.message}`;
  if (error.code === "EADDRINUSE") return `the port is in use: ${error.message}`;
  return error.message;
}

main().catch((error: unknown) => {
  console.error(explain(error) ?? error);
  process.exitCode = 1;
});
