import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const KEPT = { NODE_ENV: "test", TZ: "Asia/Kathmandu", PATH: process.env["PATH"] ?? "" } as const;

export type Command = {
  child: ChildProcess;
  /** What it wrote so far, both streams. */
  output(): string;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string | null>;
};

/**
 * Runs a file of scripts/ as a person would, with these variables set and no others of ours. Where
 * SOAK_NOW is among them, that is the instant at which the process begins to live.
 */
export function startCommand(
  script: string,
  args: readonly string[],
  variables: Record<string, string>,
): Command {
  const clock = "SOAK_NOW" in variables ? ["--import", "./tests/soak/shifted-clock.ts"] : [];
  const loaders = ["--import", "tsx", ...clock];
  const child = spawn(process.execPath, [...loaders, `scripts/${script}.ts`, ...args], {
    // Nothing of the environment of whoever runs the tests, except what a process needs to start.
    env: { ...KEPT, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  return { child, output: () => text, ended };
}
