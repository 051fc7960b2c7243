import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { leaseEmbedded } from "@/lib/db/embedded/lease";

declare module "vitest" {
  export interface ProvidedContext {
    /** URL of the PostgreSQL server that all test files share, each with a database of its own. */
    serverUrl: string;
  }
}

/** One real PostgreSQL for the whole run: TEST_DATABASE_URL, or the embedded one in a new folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) {
    project.provide("serverUrl", given);
    return async () => undefined;
  }
  const directory = await mkdtemp(path.join(tmpdir(), "broadsheet-test-"));
  const lease = await leaseEmbedded(path.join(directory, "postgres"));
  project.provide("serverUrl", lease.url);
  return async () => {
    await lease.release();
    await rm(directory, { recursive: true, force: true });
  };
}
