-- CreateEnum
CREATE TYPE "announcement_type" AS ENUM ('new', 'cross', 'replace', 'replace-cross');

-- CreateEnum
CREATE TYPE "announcement_source" AS ENUM ('rss', 'api', 'import');

-- CreateEnum
CREATE TYPE "record_source" AS ENUM ('rss', 'api', 'import', 'sample');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('running', 'done', 'partial', 'failed');

-- What the search vector of a paper is made of. Weights: title A, abstract B, authors C, comment D.
-- Declared immutable, which to_tsvector with a named configuration is, so that a column can be
-- generated from it, and schema-qualified, so that a dump restores under any search_path.
CREATE FUNCTION paper_search_vector(title text, abstract text, authors text[], comment text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('pg_catalog.english'::regconfig, title), 'A')
      || setweight(to_tsvector('pg_catalog.english'::regconfig, abstract), 'B')
      || setweight(to_tsvector('pg_catalog.simple'::regconfig, array_to_string(authors, ' ')), 'C')
      || setweight(to_tsvector('pg_catalog.english'::regconfig, coalesce(comment, '')), 'D')
$$;

-- CreateTable
CREATE TABLE "paper" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "abstract" TEXT NOT NULL,
    "authors" TEXT[],
    "categories" TEXT[],
    "primary_category" TEXT NOT NULL,
    "comment" TEXT,
    "journal_ref" TEXT,
    "doi" TEXT,
    "report_no" TEXT,
    "license" TEXT,
    "submitter" TEXT,
    "source" "record_source" NOT NULL,
    "is_complete" BOOLEAN NOT NULL,
    "announced_on" DATE,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "search" tsvector GENERATED ALWAYS AS (paper_search_vector("title", "abstract", "authors", "comment")) STORED,

    CONSTRAINT "paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paper_version" (
    "paper_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(0),

    CONSTRAINT "paper_version_pkey" PRIMARY KEY ("paper_id","number")
);

-- CreateTable
CREATE TABLE "announcement" (
    "paper_id" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "type" "announcement_type" NOT NULL,
    "source" "announcement_source" NOT NULL,
    "is_estimated" BOOLEAN NOT NULL,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("paper_id","category","day")
);

-- CreateTable
CREATE TABLE "paper_topic" (
    "paper_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "matched" TEXT[],

    CONSTRAINT "paper_topic_pkey" PRIMARY KEY ("paper_id","slug")
);

-- CreateTable
CREATE TABLE "tagging" (
    "paper_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,

    CONSTRAINT "tagging_pkey" PRIMARY KEY ("paper_id")
);

-- CreateTable
CREATE TABLE "request_gate" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '-infinity'::timestamptz,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "blocked_reason" TEXT,
    "blocked_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_gate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feed_state" (
    "category" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "day" DATE,
    "entries" INTEGER NOT NULL DEFAULT 0,
    "etag" TEXT,
    "last_modified" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,

    CONSTRAINT "feed_state_pkey" PRIMARY KEY ("category")
);

-- CreateTable
CREATE TABLE "harvest_window" (
    "day" DATE NOT NULL,
    "categories" TEXT NOT NULL,
    "expected" INTEGER NOT NULL,
    "stored" INTEGER NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "harvest_window_pkey" PRIMARY KEY ("day","categories")
);

-- CreateTable
CREATE TABLE "harvest_run" (
    "id" BIGSERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "state" "run_state" NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "revised" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,

    CONSTRAINT "harvest_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "paper_announced_on_id_idx" ON "paper"("announced_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "paper_search_idx" ON "paper" USING GIN ("search");

-- CreateIndex
CREATE INDEX "announcement_day_category_idx" ON "announcement"("day", "category");

-- CreateIndex
CREATE INDEX "paper_topic_slug_paper_id_idx" ON "paper_topic"("slug", "paper_id");

-- CreateIndex
CREATE INDEX "tagging_revision_idx" ON "tagging"("revision");

-- CreateIndex
CREATE INDEX "harvest_run_started_at_idx" ON "harvest_run"("started_at" DESC);

-- AddForeignKey
ALTER TABLE "paper_version" ADD CONSTRAINT "paper_version_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_topic" ADD CONSTRAINT "paper_topic_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tagging" ADD CONSTRAINT "tagging_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An estimated day is one guess per paper and category, a known day replaces it.
CREATE UNIQUE INDEX "announcement_estimated_key" ON "announcement"("paper_id", "category") WHERE "is_estimated";

-- The feed's records that the query API has yet to complete.
CREATE INDEX "paper_incomplete_idx" ON "paper"("id") WHERE NOT "is_complete" AND "source" = 'rss';

-- The gate is one row for all processes.
ALTER TABLE "request_gate" ADD CONSTRAINT "request_gate_single" CHECK ("id" = 1);
INSERT INTO "request_gate" ("id") VALUES (1);

-- A paper's row stays in one place and uncompressed: it is read whole, and packing it costs more
-- than the room it saves.
ALTER TABLE "paper" SET (toast_tuple_target = 8160);
