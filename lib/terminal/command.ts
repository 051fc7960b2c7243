import { AppError, exitCodeOf } from "@/lib/errors";

/** What a command needs from outside itself. Aborted by Ctrl-C or SIGTERM; a second one kills. */
export type CommandContext = { signal: AbortSignal };

/** Exit code of a command that Ctrl-C ended, as shells have it: 128 + SIGINT. */
const INTERRUPTED = 130;

/**
 * Runs a command: expected failures become one message and their exit code, a bug keeps its stack,
 * Ctrl-C stops it in good order. `cleanUp` runs in every case.
 */
export async function runCommand(
  act: (context: CommandContext) => Promise<number | undefined>,
  cleanUp: () => Promise<void> = async () => undefined,
): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort(new AppError("bad_input", "Stopped."));
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
  try {
    process.exitCode = (await act({ signal: controller.signal })) ?? 0;
  } catch (error) {
    process.exitCode = controller.signal.aborted ? INTERRUPTED : exitCodeOf(error);
    if (!controller.signal.aborted) console.error(describe(error));
  } finally {
    await cleanUp().catch((error: unknown) => console.error(describe(error)));
  }
}

/** The words for a person: the message of an expected failure, the stack of a bug. */
export function describe(error: unknown): string {
  if (error instanceof AppError) return `broadsheet: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
