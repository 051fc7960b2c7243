import { type ParseArgsConfig, parseArgs } from "node:util";
import { AppError, exitCodeOf } from "@/lib/errors";
import { printable } from "@/lib/terminal/printable";
import { watchSignals } from "@/lib/terminal/signals";

type Flags = NonNullable<ParseArgsConfig["options"]>;
type Values<F extends Flags> = ReturnType<
  typeof parseArgs<{ options: F; allowPositionals: boolean }>
>["values"];

export type Command<F extends Flags> = {
  /** What `--help` prints: purpose, usage, flags. */
  help: string;
  flags?: F;
  /** Whether words that are no flags are taken; without it they are an error. */
  takesWords?: boolean;
  /** The work; returns the exit code. `signal` is aborted by Ctrl-C or SIGTERM. */
  run(context: { values: Values<F>; words: string[]; signal: AbortSignal }): Promise<number>;
  /** Done in every case, at the end. */
  cleanUp?: () => Promise<void>;
};

/**
 * Runs a command line: reads its flags, answers `--help`, turns an expected failure into one message
 * and its exit code (a bug keeps its stack), and lets Ctrl-C stop it in good order.
 *
 * A command that was told to stop and then returns, as a server does, ends with the code it returns;
 * one that stopping made throw ends with 130 after Ctrl-C and 143 after SIGTERM.
 */
export async function runCommand<const F extends Flags = Record<never, never>>(
  command: Command<F>,
): Promise<void> {
  const controller = new AbortController();
  let stopCode = 1;
  watchSignals(({ exitCode }) => {
    stopCode = exitCode;
    controller.abort(new Error("stopped"));
  });
  try {
    const read = readFlags(command);
    if (read === null) return console.log(command.help);
    process.exitCode = await command.run({ ...read, signal: controller.signal });
  } catch (error) {
    process.exitCode = controller.signal.aborted ? stopCode : exitCodeOf(error);
    if (!controller.signal.aborted) console.error(describe(error));
  } finally {
    await command.cleanUp?.().catch((error: unknown) => console.error(describe(error)));
  }
}

/** Flags and words, or null where help is asked for. */
function readFlags<F extends Flags>({ help, flags, takesWords }: Command<F>) {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) return null;
  try {
    const options = (flags ?? {}) as F;
    const read = parseArgs({ args, options, allowPositionals: takesWords ?? false });
    return { values: read.values as Values<F>, words: read.positionals };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("bad_input", `${reason}\n\n${help}`, { cause });
  }
}

/** The words for a person: the message of an expected failure, the stack of a bug. */
function describe(error: unknown): string {
  if (error instanceof AppError) return printable(`broadsheet: ${error.message}`);
  return printable(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
