import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Database } from "@/lib/db/client";
import { type ImportResult, importFiles } from "@/lib/pipeline/import";
import { createTestDatabase } from "@/tests/db/database";
import { createRecordFolder, type RecordFolder } from "./record-files";

/** When the imports of the tests take place: a Tuesday evening in New York. */
const NOW = new Date("2026-11-11T00:30:00Z");

type Loaded = ImportResult & {
  /** `FILE:LINE: REASON` of each line that was left out. */
  named: string[];
};

/** A database and a folder of record files, both of the test file's own. */
export type ImportScene = {
  readonly db: Database;
  readonly folder: RecordFolder;
  load(...files: string[]): Promise<Loaded>;
};

/**
 * The scene of the test file that calls this, once and outside its tests: no papers before each test,
 * and all is gone after the last.
 */
export function prepareImportScene(): ImportScene {
  let db: Database | undefined;
  let folder: RecordFolder | undefined;
  const scene: ImportScene = {
    get db() {
      if (!db) throw new Error("the database is made before the tests");
      return db;
    },
    get folder() {
      if (!folder) throw new Error("the folder is made before the tests");
      return folder;
    },
    async load(...files) {
      const named: string[] = [];
      const result = await importFiles(scene.db.pool, files, {
        now: NOW,
        onSkip: (where, reason) => named.push(`${where.replace(/^.*\//, "")}: ${reason}`),
      });
      return { ...result, named };
    },
  };
  beforeAll(async () => {
    db = await createTestDatabase();
    folder = await createRecordFolder();
  });
  beforeEach(() => scene.db.pool.query("TRUNCATE paper CASCADE"));
  afterAll(async () => {
    await db?.close();
    await folder?.remove();
  });
  return scene;
}
