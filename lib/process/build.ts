import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runBuilder } from "@/lib/process/builder";

/** All that the built pages are made from. */
const SOURCES = [
  ...["app", "components", "lib", "public", "prisma"],
  ...["next.config.ts", "package-lock.json", "postcss.config.mjs", "proxy.ts", "tsconfig.json"],
];
/** Written last and removed first, so that a build which was killed counts as none. */
const MARK = path.join(".next", "broadsheet-build");
/** Milliseconds between two looks at a build that another process is making. */
const LOOK_AGAIN_MS = 3_000;

/**
 * Builds the pages unless the last build was made from these very files. Where another process is
 * building them, waits for it. `onBuild` is called when a build begins.
 * @returns whether a build was needed.
 * @throws AppError `build_failed` with the end of what the builder said.
 */
export async function buildPages(options: {
  signal: AbortSignal;
  onBuild?: () => void;
}): Promise<boolean> {
  const { signal, onBuild } = options;
  const variables = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  } as const;
  for (let isFirst = true; ; isFirst = false) {
    const fingerprint = await hashSources();
    const last = await readFile(MARK, "utf8").catch(() => "");
    if (last === fingerprint) return !isFirst;
    if (isFirst) onBuild?.();
    await rm(MARK, { force: true });
    if ((await runBuilder({ signal, variables })) === "done") {
      await writeFile(MARK, fingerprint);
      return true;
    }
    await sleep(LOOK_AGAIN_MS, undefined, { signal });
  }
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
