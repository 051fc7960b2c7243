/** `npm run arxiv:simulate`: a simulated arXiv to point Broadsheet at, by hand. */
import type { Day } from "@/lib/paper";
import { createArchive } from "../tests/arxiv/archive.ts";
import { createClock } from "../tests/arxiv/clock.ts";
import { readCorpus } from "../tests/arxiv/corpus.ts";
import { easternInstant } from "../tests/arxiv/eastern.ts";
import type { LoggedRequest } from "../tests/arxiv/log.ts";
import { type SimulatedArxiv, startSimulatedArxiv } from "../tests/arxiv/server.ts";
import { readSimulationFlags, SIMULATION_HELP } from "../tests/arxiv/simulation-flags.ts";

const CATEGORIES = ["cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML"];

async function main(): Promise<void> {
  const flags = readSimulationFlags(process.argv.slice(2));
  if (flags.task === "help") return console.log(SIMULATION_HELP);
  const papers = readCorpora(flags.corpus);
  if (flags.task === "list-days") return listDays(await createArchive(papers, flags.holidays));
  const { day, port, holidays } = flags;
  const clock = createClock(easternInstant(day, 8), { isTicking: true });
  const onAnswered = printRequest;
  const arxiv = await startSimulatedArxiv({ papers, day, port, clock, holidays, onAnswered });
  for (const fault of flags.faults) arxiv.faults.add(fault);
  printWelcome(arxiv, day);
  process.once("SIGINT", () => stop(arxiv));
  process.once("SIGTERM", () => stop(arxiv));
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
  if (!(error instanceof Error && "code" in error)) return null;
  if (error.code === "ENOENT") return `no such file: ${error.message}`;
  if (error.code === "EISDIR") return `that is a folder, not a file: ${error.message}`;
  if (error.code === "EADDRINUSE") return `the port is in use: ${error.message}`;
  return error.message;
}

main().catch((error: unknown) => {
  console.error(explain(error) ?? error);
  process.exitCode = 1;
});
