/** `npm run arxiv:simulate`: a simulated arXiv to point Broadsheet at, by hand. */
import { once } from "node:events";
import { AppError, type ErrorCode } from "@/lib/errors";
import type { Day } from "@/lib/paper";
import { runCommand } from "@/lib/terminal/command";
import { type Archive, createArchive } from "../tests/arxiv/archive.ts";
import { createClock } from "../tests/arxiv/clock.ts";
import { readCorpus } from "../tests/arxiv/corpus.ts";
import { easternInstant } from "../tests/arxiv/eastern.ts";
import { createHistory } from "../tests/arxiv/history.ts";
import type { LoggedRequest } from "../tests/arxiv/log.ts";
import type { PaperSource } from "../tests/arxiv/paper-source.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "../tests/arxiv/server.ts";
import {
  readSimulation,
  SIMULATION_FLAGS,
  SIMULATION_HELP,
  type Simulation,
} from "../tests/arxiv/simulation-flags.ts";

/** A corpus is read no further than a history has use for its texts. */
const MOST_TEXTS = 50_000;

/** The system's errors that a person can mend. */
const EXPLANATIONS: Record<string, readonly [ErrorCode, string]> = {
  ENOENT: ["bad_input", "no such file"],
  EISDIR: ["bad_input", "that is a folder, not a file"],
  EADDRINUSE: ["port_in_use", "the port is in use"],
};

type Stage = { papers: PaperSource[] | AsyncIterable<PaperSource>; holidays: Day[]; day: Day };

await runCommand({
  help: SIMULATION_HELP,
  flags: SIMULATION_FLAGS,
  async run({ values, signal }) {
    const simulation = readSimulation(values);
    const arxiv = await explainFailure(() => start(simulation));
    if (!arxiv) return 0;
    if (!signal.aborted) await once(signal, "abort");
    await arxiv.close();
    console.log(`Stopped after ${arxiv.log.entries.length} requests.`);
    return 0;
  },
});

/** The running server, or null where only the days were to be listed. */
async function start(simulation: Simulation): Promise<SimulatedArxiv | null> {
  const { papers, holidays, day } = await prepare(simulation);
  if (simulation.task === "list-days") {
    listDays(await createArchive(papers, new Set(holidays)), simulation.categories);
    return null;
  }
  const { port, speed } = simulation;
  const clock = createClock(easternInstant(day, 8), { isTicking: true, speed });
  const onAnswered = printRequest;
  const arxiv = await startSimulatedArxiv({ papers, day, port, clock, holidays, onAnswered });
  for (const fault of simulation.faults) arxiv.faults.add(fault);
  if (simulation.storm) arxiv.faults.addStorm(simulation.storm);
  printWelcome(arxiv, { ...simulation, day });
  return arxiv;
}

async function prepare(simulation: Simulation): Promise<Stage> {
  const { history, corpus, categories, holidays } = simulation;
  const read = readCorpora(corpus);
  if (!history) return { papers: read, holidays, day: simulation.day ?? "1991-08-14" };
  const texts: PaperSource[] = [];
  for await (const paper of read) {
    if (texts.push(paper) >= MOST_TEXTS) break;
  }
  const made = createHistory({
    ...history,
    categories,
    corpus: texts,
    ...(holidays.length > 0 && { holidays }),
  });
  return { papers: made.papers, holidays: made.holidays, day: simulation.day ?? made.from };
}

async function* readCorpora(paths: readonly string[]) {
  for (const path of paths) yield* readCorpus(path);
}

function listDays(archive: Archive, categories: readonly string[]): void {
  console.log(`${"day".padEnd(10)}  ${categories.map((name) => name.padStart(8)).join("")}`);
  for (const day of archive.days) {
    const counts = categories.map((name) => archive.list(day, [name]).entries.length);
    console.log(`${day}  ${counts.map((count) => String(count).padStart(8)).join("")}`);
  }
}

function printWelcome(
  arxiv: SimulatedArxiv,
  { day, categories, speed, storm }: Simulation & { day: Day },
): void {
  console.log(`The simulated arXiv of ${day} answers at ${arxiv.url}. Point Broadsheet at it:\n`);
  for (const [name, value] of Object.entries(arxiv.env)) console.log(`export ${name}=${value}`);
  console.log("export ARXIV_INTERVAL_MS=0   # allowed because the host is this machine\n");
  if (speed !== 1) console.log(`Its clock runs ${speed} times as fast as this machine's.`);
  console.log(`Expected on ${day}, of ${arxiv.archive.papers.size} papers in all:`);
  for (const name of categories) {
    const { announcements, counts } = arxiv.truth(day, name);
    const parts = Object.entries(counts).map(([type, count]) => `${count} ${type}`);
    console.log(`  ${name.padEnd(8)} ${announcements.length} (${parts.join(", ")})`);
  }
  const faults = storm ? ["any by chance"] : arxiv.faults.pending().map((fault) => fault.name);
  if (faults.length > 0) console.log(`Faults switched on: ${faults.join(", ")}`);
  console.log("\nCtrl-C stops it. Requests:");
}

function printRequest({ at, method, pathname, parameters, status, fault }: LoggedRequest): void {
  const query = parameters.size > 0 ? `?${decodeURIComponent(parameters.toString())}` : "";
  const struck = fault ? `  [${fault}]` : "";
  console.log(`${at.toISOString()} ${method} ${pathname}${query} ${status ?? "reset"}${struck}`);
}

/** Turns an error that a person can mend into its explanation. */
async function explainFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const [name, words] = EXPLANATIONS[code] ?? [];
    if (!name || !(cause instanceof Error)) throw cause;
    throw new AppError(name, `${words}: ${cause.message}`, { cause });
  }
}
