import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/errors";

const SOURCES = ["app", "components", "lib", "public", "package-lock.json", "next.config.ts"];
/** Written last, so that a build which was killed counts as none. */
const MARK = path.join(".next", "broadsheet-build");

/**
 * Builds the pages unless the last build was made from these very files.
 * @returns whether a build was needed.
 * @throws AppError `build_failed` with the end of what the builder said.
 */
export async function buildPages({ signal }: { signal: AbortSignal }): Promise<boolean> {
  const fingerprint = await hashSources();
  const last = await readFile(MARK, "utf8").catch(() => "");
  if (last === fingerprint) return false;
  await runBuilder(signal);
  await writeFile(MARK, fingerprint);
  return true;
}

async function runBuilder(signal: AbortSignal): Promise<void> {
  const builder = path.join("node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [builder, "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  if (code === 0) return;
  const end = output.trim().split("\n").slice(-25).join("\n");
  throw new AppError("build_failed", `The pages could not be built:\n${end}`);
}

async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of await listFiles(source)) {
      hash.update(`${file}\0`).update(await readFile(file));
    }
  }
  return hash.digest("hex");
}

async function listFiles(source: string): Promise<string[]> {
  if (path.extname(source)) return [source];
  const entries = await readdir(source, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
