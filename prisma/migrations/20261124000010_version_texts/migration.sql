-- What a version said while it was the newest; null for versions that were never seen, and for the
-- newest itself, whose text is the paper's.
-- AlterTable
ALTER TABLE "paper_version" ADD COLUMN "title" TEXT,
ADD COLUMN "abstract" TEXT,
ADD COLUMN "authors" TEXT[],
ADD COLUMN "comment" TEXT,
ADD COLUMN "categories" TEXT[],
ADD COLUMN "is_withdrawn" BOOLEAN,
ADD COLUMN "is_complete" BOOLEAN,
ADD COLUMN "seen_at" TIMESTAMPTZ(3);
