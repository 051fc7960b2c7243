-- A copy of paper.announced_on, so that a topic's newest papers are one walk along an index,
-- however rare the topic.
ALTER TABLE "paper_topic" ADD COLUMN "announced_on" DATE;
UPDATE "paper_topic" SET "announced_on" = "paper"."announced_on"
  FROM "paper" WHERE "paper"."id" = "paper_id" AND "paper"."announced_on" IS NOT NULL;

-- DropIndex
DROP INDEX "paper_topic_slug_paper_id_idx";

-- CreateIndex
CREATE INDEX "paper_topic_slug_announced_on_paper_id_idx" ON "paper_topic"("slug", "announced_on" DESC, "paper_id" DESC);
