import { readFileSync } from "node:fs";

/** npm and the terminal both hand a Ctrl-C on, so one press may arrive twice within this time. */
const SAME_PRESS_MS = 1_000;
const PARENT_CHECK_MS = 1_000;

/** A wish to stop, and the exit code that says which: 128 + the signal's number, as shells have it. */
export type StopRequest = { exitCode: number };

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Calls `onStop` at the first Ctrl-C or SIGTERM; another one a second later or more ends the process
 * at once. A reader of our output that goes away (`| head`) counts as SIGTERM. So does the end of
 * the shell that npm runs a command in: npm passes a SIGTERM on to that shell, which dies of it
 * without telling us.
 */
export function watchSignals(onStop: (request: StopRequest) => void): void {
  let stoppedAt = 0;
  const stop = (exitCode: number) => {
    if (stoppedAt > 0) return;
    stoppedAt = Date.now();
    onStop({ exitCode });
  };
  for (const [name, exitCode] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      if (stoppedAt > 0 && Date.now() - stoppedAt >= SAME_PRESS_MS) process.exit(exitCode);
      stop(exitCode);
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => stop(SIGNALS.SIGTERM));
  }
  if (isShellOfNpm(process.ppid)) watchShell(() => stop(SIGNALS.SIGTERM));
}

/**
 * Whether the process of that number is a shell between npm and us. Only looked for where there is
 * /proc: the shells of other systems hand their process over to the one command they are given.
 */
function isShellOfNpm(shell: number): boolean {
  try {
    const [, parent] = /\) \S+ (\d+) /.exec(readFileSync(`/proc/${shell}/stat`, "utf8")) ?? [];
    return readFileSync(`/proc/${parent}/cmdline`, "utf8").startsWith("npm "); // its title
  } catch {
    return false;
  }
}

function watchShell(onGone: () => void): void {
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    onGone();
  }, PARENT_CHECK_MS);
  timer.unref();
}
