-- CreateEnum
CREATE TYPE "ledger_state" AS ENUM ('complete', 'waiting', 'late', 'stale-source', 'short', 'quiet-weekend', 'quiet-holiday');

-- CreateEnum
CREATE TYPE "harvest_source" AS ENUM ('listing', 'rss', 'oai', 'api');

-- CreateEnum
CREATE TYPE "harvest_kind" AS ENUM ('daily', 'backfill');

-- AlterTable
ALTER TABLE "harvest_run" ADD COLUMN "kind" "harvest_kind" NOT NULL DEFAULT 'daily',
ADD COLUMN "doing" TEXT;

-- CreateTable
CREATE TABLE "ledger_day" (
    "category" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "state" "ledger_state" NOT NULL,
    "expected" INTEGER,
    "expected_by" "harvest_source",
    "stored" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "repaired_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_day_pkey" PRIMARY KEY ("category","day")
);

-- CreateTable
CREATE TABLE "ledger_answer" (
    "category" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "source" "harvest_source" NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "expected" INTEGER,
    "said" TEXT NOT NULL,

    CONSTRAINT "ledger_answer_pkey" PRIMARY KEY ("category","day","source")
);

-- CreateTable
CREATE TABLE "oai_list" (
    "set" TEXT NOT NULL,
    "kind" "harvest_kind" NOT NULL,
    "from_day" DATE NOT NULL,
    "token" TEXT,
    "began_at" TIMESTAMPTZ(3),
    "reached" DATE,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "records" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "finished_at" TIMESTAMPTZ(3),
    "covers_from" DATE,
    "complete_through" DATE,
    "newest" DATE,

    CONSTRAINT "oai_list_pkey" PRIMARY KEY ("set","kind")
);

-- CreateIndex
CREATE INDEX "ledger_day_day_idx" ON "ledger_day"("day");
