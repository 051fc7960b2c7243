-- AlterTable
ALTER TABLE "paper" ADD COLUMN "is_withdrawn" BOOLEAN NOT NULL DEFAULT false;

-- Listing pages leave the same gaps as feeds, so their records are to be completed too.
DROP INDEX "paper_incomplete_idx";
CREATE INDEX "paper_incomplete_idx" ON "paper"("id")
  WHERE NOT "is_complete" AND "source" IN ('rss', 'listing');
