import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/errors";

/**
 * Loaded into the builder and its workers: they end when the process that started them does. The
 * watch must not keep the builder itself alive; its workers live by their channel.
 */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  'if (process.connected === false) process.kill(process.pid, "SIGKILL");' +
    'process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));' +
    'if (process.argv[2] === "build") process.channel?.unref();',
)}`;
/** What Next says when its own lock on the folder is held. */
const BUSY = /Another .*build.* process is already running/i;
/** Characters of the builder's output that are kept. */
const KEPT = 20_000;

/**
 * Runs Next's builder into `directory`, and ends it when `signal` aborts or this process ends, however it ends.
 * @returns "busy" when another process is building into it.
 * @throws AppError `build_failed` with the end of what the builder said; the signal's reason.
 */
export async function runBuilder(options: {
  signal: AbortSignal;
  directory: string;
}): Promise<"done" | "busy"> {
  const { signal, directory } = options;
  signal.throwIfAborted();
  const builder = path.join("node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, builder, "build"], {
    detached: true, // a group of its own, to be ended with all its workers
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PAGES_DIR: directory,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const stop = () => endGroup(child);
  signal.addEventListener("abort", stop, { once: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => {
      output = (output + text).slice(-KEPT);
    });
  }
  const [code, killedBy] = (await once(child, "close")) as [number | null, string | null];
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  // A builder whose workers were killed can end without a word and without an error.
  if (code === 0 && existsSync(path.join(directory, "BUILD_ID"))) return "done";
  if (BUSY.test(output)) return "busy";
  const end = output.trim().split("\n").slice(-25).join("\n");
  const how = killedBy ? ` (${killedBy}: out of memory?)` : "";
  throw new AppError("build_failed", `The pages could not be built${how}:\n${end}`);
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
