import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export type GateClient = {
  child: ChildProcess;
  /** What it wrote so far, one entry for each line. */
  lines(): string[];
  errors(): string;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
};

export type GateClientOptions = {
  databaseUrl: string;
  target: string;
  intervalMs: number;
  isBackground?: boolean;
};

/** Starts a process of its own that asks through the gate without end. */
export function startGateClient(options: GateClientOptions): GateClient {
  const { databaseUrl, target, intervalMs, isBackground } = options;
  const args = ["tests/store/gate-client.ts", databaseUrl, target, String(intervalMs)];
  const child = spawn(
    process.execPath,
    ["--import", "tsx", ...args, ...(isBackground ? ["background"] : [])],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (part: string) => {
      written[name] += part;
    });
  }
  return {
    child,
    lines: () => written.stdout.split("\n").filter(Boolean),
    errors: () => written.stderr,
    ended: once(child, "close").then(([code, signal]) => (code ?? signal) as number | string),
  };
}

/** Ends them at once, and waits until they are gone. */
export async function killAll(clients: readonly GateClient[]): Promise<void> {
  for (const { child } of clients) child.kill("SIGKILL");
  await Promise.all(clients.map(({ ended }) => ended));
}
