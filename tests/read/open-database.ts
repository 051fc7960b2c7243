import type { Database } from "@/lib/db/client";
import type { Announcement, Paper } from "@/lib/paper";
import { storePapers } from "@/lib/store/papers";
import { createTestDatabase } from "@/tests/db/database";
import { announcementOf, paperOf } from "@/tests/paper-records";

/** A database of its own for the file, and the one that reads ask from now on. */
export async function openReadDatabase(): Promise<Database> {
  const db = await createTestDatabase();
  process.env["DATABASE_URL"] = db.url;
  return db;
}

/** A paper and the ways in which it was announced; a category in a listing is one of the paper's. */
export type Told = Partial<Paper> & {
  id: string;
  listings?: Partial<Announcement>[];
  topics?: Record<string, string[]>;
};

/** Stores papers as the harvest would, and their topics. */
export async function tell({ pool }: Database, told: readonly Told[]): Promise<void> {
  const papers = told.map(({ listings: _, topics: __, ...fields }) => paperOf(fields));
  const announcements = told.flatMap(({ id, listings = [] }) =>
    listings.map((listing) => announcementOf({ paperId: id, day: "2026-05-12", ...listing })),
  );
  await storePapers(pool, { papers, announcements });
  for (const { id, topics = {} } of told) {
    for (const [slug, matched] of Object.entries(topics)) {
      await pool.query(
        `INSERT INTO paper_topic (paper_id, slug, matched, announced_on)
         SELECT id, $2, $3, announced_on FROM paper WHERE id = $1`,
        [id, slug, matched],
      );
    }
  }
}
