import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";

/** A process that is started again when it ends by itself. */
export type Child = {
  /** Resolves at the first sign of life; rejects where it ends before that. */
  ready: Promise<void>;
  /** Ends it for good; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it and starts it again. */
  restart(): void;
};

export type ChildOptions = {
  name: string;
  script: string;
  args?: string[];
  say: (line: string) => void;
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A process that lived this long was well; its next end starts the waits anew. */
const WELL_AFTER_MS = 60_000;
/** How long a process may take to stop in good order. */
const GRACE_MS = 15_000;

/**
 * Starts a script as a process of its own group (a Ctrl-C in the terminal reaches only us, and we
 * pass it on in order) and passes on what it says. It ends when we do, however we end.
 */
export function startChild({ name, script, args = [], say }: ChildOptions): Child {
  let [isStopping, wait, current] = [false, FIRST_WAIT_MS, launch()];
  let hasBeenReady = false;
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  ready.catch(() => undefined); // whoever awaits it hears of it

  function launch(): ChildProcess {
    const startedAt = Date.now();
    const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [child.stdout, child.stderr]) passOn(stream, say);
    child.once("message", () => {
      hasBeenReady = true;
      settle?.resolve();
    });
    child.once("exit", async (code, signal) => {
      if (isStopping) return;
      if (!hasBeenReady)
        settle?.reject(
          new AppError(
            "child_ended",
            `The ${name} process did not come up (${signal ?? `exit code ${code}`}); what it said stands above.`,
          ),
        );
      if (Date.now() - startedAt > WELL_AFTER_MS) wait = FIRST_WAIT_MS;
      say(
        `ended unexpectedly (${signal ?? `exit code ${code}`}); starting it again in ${wait / 1000} s`,
      );
      await sleep(wait, undefined, { ref: false });
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      if (!isStopping) current = launch();
    });
    return child;
  }

  return {
    ready,
    restart: () => void current.kill("SIGTERM"),
    async stop() {
      isStopping = true;
      if (current.exitCode !== null || current.signalCode !== null) return;
      const gone = new Promise((resolve) => current.once("exit", resolve));
      current.kill("SIGTERM");
      const forced = setTimeout(() => current.kill("SIGKILL"), GRACE_MS);
      await gone;
      clearTimeout(forced);
    },
  };
}

function passOn(stream: NodeJS.ReadableStream | null, say: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim()) say(line.trimEnd());
  });
}
