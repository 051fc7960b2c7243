import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { readText } from "@/lib/query/words";
import { runCommand } from "@/lib/terminal/command";
import { catalogueRevision, findTopic, TOPICS } from "@/lib/topics/catalogue";
import { matchTopics, type TopicMatch } from "@/lib/topics/match";

const HELP = `Usage: npm run eval -- [options]

Without options: the recall of the topic rules on hand-labelled papers, and how many papers of the
corpus each topic gets.

  --sample SLUG   print papers drawn at random among those tagged with the topic, for reading
  --count N       how many to draw (60)
  --seed N        draw others (1)
  --data DIR      where the labels and the corpus lie (../shared/data)`;

/** Which topic each labelled reading list should be found by, and the recall to reach where one is set. */
const LABEL_TOPICS: Readonly<Record<string, { slug: string; goal?: number }>> = {
  "zeroth-order-optimization": { slug: "zeroth-order", goal: 0.9 },
  "mixture-of-experts": { slug: "moe", goal: 0.9 },
  "text-to-speech": { slug: "tts", goal: 0.9 },
  "parameter-efficient-fine-tuning": { slug: "peft", goal: 0.85 },
  "distributed-training-zero": { slug: "zero" },
  "llm-serving": { slug: "llm-serving" },
  "rl-post-training-systems": { slug: "rlhf" },
  quantization: { slug: "quantization" },
  pruning: { slug: "pruning" },
  "knowledge-distillation": { slug: "distillation" },
  "kv-cache": { slug: "kv-cache" },
  "speculative-decoding": { slug: "speculative-decoding" },
  "efficient-attention": { slug: "efficient-attention" },
  "long-context": { slug: "long-context" },
  "non-transformer-architectures": { slug: "state-space-models" },
  "prompt-compression": { slug: "prompt-compression" },
  "memory-efficient-fine-tuning": { slug: "memory-efficient-training" },
  "data-selection": { slug: "data-selection" },
  "continual-learning": { slug: "continual-learning" },
  "machine-unlearning": { slug: "unlearning" },
  rlhf: { slug: "rlhf" },
  "off-policy-evaluation": { slug: "offline-rl" },
  "offline-rl": { slug: "offline-rl" },
  "code-generation": { slug: "code-generation" },
  "text-to-sql": { slug: "text-to-sql" },
  "program-repair": { slug: "program-repair" },
  "vulnerability-detection": { slug: "program-repair" },
  "test-generation": { slug: "program-repair" },
  "code-agents": { slug: "agents" },
  "code-efficiency": { slug: "code-generation" },
  "code-review": { slug: "program-repair" },
  "code-rl": { slug: "code-generation" },
  "gui-web-agents": { slug: "gui-agents" },
};

const FULL = [1, 2, 3, 4, 5].map((part) => `corpus/full-0${part}.jsonl.gz`);
const PARTIAL = [1, 2, 3].map((part) => `corpus/partial-0${part}.jsonl.gz`);

const Labels = z.record(
  z.string(),
  z.array(z.object({ id: z.string(), title: z.string().nullable() })),
);
const Line = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string().default(""),
  categories: z.array(z.string()).nullable().default([]),
});
type Tagged = z.infer<typeof Line> & { topics: TopicMatch[] };

await runCommand({
  help: HELP,
  flags: {
    sample: { type: "string" },
    count: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    data: { type: "string", default: fileURLToPath(new URL("../../shared/data", import.meta.url)) },
  },
  async run({ values: { sample: slug, count, seed, data } }) {
    const sample = { count: readNumber("count", count), seed: readNumber("seed", seed) };
    checkData(data);
    if (slug === undefined) await printFigures(data);
    else await printSample(data, { slug: checkSlug(slug), ...sample });
    return 0;
  },
});

type Sample = { slug: string; count: number; seed: number };

function checkData(data: string): void {
  const missing = ["topic-labels.json", ...FULL, ...PARTIAL].find(
    (file) => !existsSync(`${data}/${file}`),
  );
  if (missing === undefined) return;
  throw new AppError(
    "bad_input",
    `${data}/${missing} is missing. The evaluation reads the project's shared data; say where it lies with --data DIR.`,
  );
}

function checkSlug(slug: string): string {
  if (findTopic(slug)) return slug;
  const slugs = TOPICS.map((topic) => topic.slug).join(", ");
  throw new AppError("bad_input", `There is no topic ${slug}. There are: ${slugs}`);
}

function readNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new AppError("bad_input", `--${name} needs a whole number above 0, not ${text}`);
}

async function printFigures(data: string): Promise<void> {
  const labels = Labels.parse(JSON.parse(await readFile(`${data}/topic-labels.json`, "utf8")));
  const slugsOfPaper = new Map<string, ReadonlySet<string>>();
  const counts = new Map<string, number>();
  let [papers, untagged] = [0, 0];
  for await (const { id, topics } of readTagged(data, [...FULL, ...PARTIAL])) {
    if (slugsOfPaper.has(id)) continue;
    slugsOfPaper.set(id, new Set(topics.map((topic) => topic.slug)));
    papers += 1;
    if (topics.length === 0) untagged += 1;
    for (const { slug } of topics) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  }
  console.log(`Catalogue ${catalogueRevision()}: ${TOPICS.length} topics, ${papers} papers.\n`);
  console.log("Recall on labelled papers whose abstract is in the corpus");
  for (const [label, papersOfLabel] of Object.entries(labels)) {
    const topic = LABEL_TOPICS[label];
    if (topic === undefined) continue;
    const known = papersOfLabel.filter(({ id }) => slugsOfPaper.has(id));
    const missed = known.filter(({ id }) => !slugsOfPaper.get(id)?.has(topic.slug));
    const recall = known.length === 0 ? 0 : 1 - missed.length / known.length;
    const verdict =
      topic.goal === undefined
        ? ""
        : `goal ${topic.goal}: ${recall >= topic.goal ? "reached" : "MISSED"}`;
    console.log(
      `  ${label.padEnd(34)} ${topic.slug.padEnd(26)} ${recall.toFixed(3)}  ${`${known.length - missed.length}/${known.length}`.padEnd(9)} ${verdict}`,
    );
  }
  console.log(`\nPapers by topic (${untagged} have none)`);
  for (const { slug } of TOPICS) console.log(`  ${slug.padEnd(28)} ${counts.get(slug) ?? 0}`);
}

/** Draws from the whole records (full-01..05) only: a cut abstract cannot be judged by reading. */
async function printSample(data: string, { slug, count, seed }: Sample): Promise<void> {
  const tagged: { paper: Tagged; matched: string[] }[] = [];
  for await (const paper of readTagged(data, FULL)) {
    const match = paper.topics.find((topic) => topic.slug === slug);
    if (match !== undefined) tagged.push({ paper, matched: match.matched });
  }
  const random = makeRandom(seed);
  const drawn = tagged
    .map((entry) => ({ entry, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count);
  console.log(`${slug}: ${drawn.length} of ${tagged.length} tagged papers, seed ${seed}`);
  for (const [at, { entry }] of drawn.entries()) {
    const { paper, matched } = entry;
    console.log(`\n${at + 1}. ${paper.id}  ${paper.title}\n   [${matched.join("; ")}]`);
    for (const sentence of quoteSentences(paper.abstract, matched)) console.log(`   > ${sentence}`);
  }
}

/** The first sentence in which each match occurs, each sentence once; at most three. */
function quoteSentences(abstract: string, matched: readonly string[]): string[] {
  const sentences = readText(abstract)
    .text.replace(/\s+/g, " ")
    .split(/(?<=[.!?])\s+(?=[A-Z])/);
  const found = matched.map((match) => sentences.find((sentence) => sentence.includes(match)));
  return [...new Set(found)].filter((sentence) => sentence !== undefined).slice(0, 3);
}

async function* readTagged(data: string, files: readonly string[]): AsyncGenerator<Tagged> {
  for (const file of files) {
    const lines = createInterface({
      input: createReadStream(`${data}/${file}`).pipe(createGunzip()),
      crlfDelay: Number.POSITIVE_INFINITY,
    });
    for await (const text of lines) {
      const line = Line.safeParse(JSON.parse(text));
      if (!line.success) continue;
      const paper = { ...line.data, categories: line.data.categories ?? [] };
      yield { ...paper, topics: matchTopics(paper) };
    }
  }
}

/** Numbers in [0, 1) that depend on the seed alone (mulberry32), so that a draw can be repeated. */
function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
