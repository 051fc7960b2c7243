import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../shared/data/", import.meta.url);

/** Whether the folder of real arXiv records lies beside the project; a clone alone does not have it. */
export const hasSharedData = existsSync(root);

/** Path of a file among the real arXiv records, for instance `corpus/sample.jsonl.gz`. */
export function sharedData(path: string): string {
  return fileURLToPath(new URL(path, root));
}
