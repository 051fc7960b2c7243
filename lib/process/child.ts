import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";

/** A process that is started again when it ends by itself. */
export type Child = {
  /**
   * Resolves at the first sign of life (a message). Where the process ends before that it rejects,
   * if `mustComeUp`, and the process is not started again.
   */
  ready: Promise<void>;
  /** Ends it for good; resolves when it is gone. */
  stop(): Promise<void>;
};

export type ChildOptions = {
  name: string;
  script: string;
  args?: string[];
  nodeFlags?: readonly string[];
  mustComeUp?: boolean;
  /** How long it may take to stop in good order, in milliseconds; for tests. */
  grace?: number;
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
export function startChild(options: ChildOptions): Child {
  const { name, say, mustComeUp = false } = options;
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  ready.catch(() => undefined); // whoever awaits it hears of it
  let [isStopping, isReady, wait] = [false, false, FIRST_WAIT_MS];
  let current = launch();
  return {
    ready,
    async stop() {
      isStopping = true;
      await endProcess(current, options);
    },
  };

  function launch(): ChildProcess {
    const startedAt = Date.now();
    const child = spawnScript(options);
    child.once("message", () => {
      isReady = true;
      settle?.resolve();
    });
    onceEnded(child, (how) => {
      if (isStopping) return;
      if (mustComeUp && !isReady) {
        const message = `The ${name} process did not come up (${how}); what it said stands above.`;
        settle?.reject(new AppError("child_ended", message));
        return;
      }
      if (Date.now() - startedAt > WELL_AFTER_MS) wait = FIRST_WAIT_MS;
      say(`ended unexpectedly (${how}); starting it again in ${wait / 1000} s`);
      void relaunch();
    });
    return child;
  }

  async function relaunch(): Promise<void> {
    await sleep(wait, undefined, { ref: false });
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    if (!isStopping) current = launch();
  }
}

function spawnScript({ script, args = [], nodeFlags = [], say }: ChildOptions): ChildProcess {
  const child = spawn(process.execPath, [...nodeFlags, "--import", "tsx", script, ...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) passOn(stream, say);
  return child;
}

/** Calls back once, with a word for how the process ended or why it could not be started. */
function onceEnded(child: ChildProcess, onEnd: (how: string) => void): void {
  child.once("exit", (code, signal) => onEnd(signal ?? `exit code ${code}`));
  child.once("error", (error) => {
    if (child.pid === undefined) onEnd(error.message);
  });
}

async function endProcess(
  child: ChildProcess,
  { grace = GRACE_MS, say }: ChildOptions,
): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const forced = setTimeout(() => {
    say(`did not stop within ${grace / 1000} s; it had to be killed`);
    child.kill("SIGKILL");
  }, grace);
  await gone;
  clearTimeout(forced);
}

function passOn(stream: NodeJS.ReadableStream | null, say: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim()) say(line.trimEnd());
  });
  stream?.on("end", () => {
    if (rest.trim()) say(rest.trimEnd());
  });
}
