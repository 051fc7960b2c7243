-- The search vector is made of our own words from now on (lib/query/search-vector.ts), so that
-- search and topics cut, fold and stem alike. Dropping the column takes its index along and rewrites
-- no row; the next import, harvest or tagging fills it again (lib/pipeline/index-papers.ts).
ALTER TABLE "paper" DROP COLUMN "search";
DROP FUNCTION paper_search_vector(text, text, text[], text);
ALTER TABLE "paper" ADD COLUMN "search" tsvector;

-- CreateIndex
CREATE INDEX "paper_search_idx" ON "paper" USING GIN ("search");

-- The papers whose vector is still to be made.
CREATE INDEX "paper_unindexed_idx" ON "paper"("id") WHERE "search" IS NULL;
