import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runBuilder } from "@/lib/process/builder";
import {
  claimBuild,
  isBuildDone,
  markBuildDone,
  pagesOf,
  removeUnusedBuilds,
} from "@/lib/process/page-builds";

/** All that the built pages are made from. */
const SOURCES = [
  ...["app", "components", "lib", "public", "prisma"],
  ...["next.config.ts", "package-lock.json", "postcss.config.mjs", "proxy.ts"],
  ...["tsconfig.json", "tsconfig.build.json"],
];
/** Characters of the sources' hash that tell one build from another. */
const FINGERPRINT = 16;
/** Milliseconds between two looks at a build that another process is making. */
const LOOK_AGAIN_MS = 3_000;

/** Where the built pages are, from the project's folder, and whether they had to be made. */
export type BuiltPages = { directory: string; isNew: boolean };

/**
 * Builds the pages unless they were built from these very files, and keeps them for as long as this
 * process lives. Where another process is building them, waits for it. Builds that nobody uses any
 * more go when a new one is there. `onBuild` is called when a build begins.
 * @throws AppError `build_failed` with the end of what the builder said.
 */
export async function buildPages(options: {
  signal: AbortSignal;
  onBuild?: () => void;
}): Promise<BuiltPages> {
  const { signal, onBuild } = options;
  for (let isFirst = true; ; isFirst = false) {
    const fingerprint = await hashSources();
    const directory = pagesOf(fingerprint);
    await claimBuild(fingerprint);
    if (isBuildDone(fingerprint)) return { directory, isNew: !isFirst };
    if (isFirst) onBuild?.();
    if ((await runBuilder({ signal, directory })) === "done") {
      await markBuildDone(fingerprint);
      await removeUnusedBuilds();
      return { directory, isNew: true };
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
  return hash.digest("hex").slice(0, FINGERPRINT);
}

async function listFiles(source: string): Promise<string[]> {
  if (path.extname(source)) return [source];
  const entries = await readdir(source, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
