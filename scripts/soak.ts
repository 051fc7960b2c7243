import { AppError } from "@/lib/errors";
import { runCommand } from "@/lib/terminal/command";
import { SOAK_CATEGORIES } from "@/tests/soak/categories";
import { makePlan } from "@/tests/soak/plan";
import { walk } from "@/tests/soak/walk";

const HELP = `Walks through weeks of a simulated arXiv with faults, kills and changes of the clocks, and checks
at every harvest that the ledger says what is so, and at the end that nothing is missing.

  npm run soak -- [options]

  --days N       calendar days, half of them around each change of the clocks (60)
  --seed N       chooses papers, faults and kills; a failure is replayed by its seed (the time)
  --papers N     new papers of a listing day, over all categories (24)
  --categories N of them, 4 to 12 (12)
  --kills SHARE  of the harvests on working days (0.08)
  --quiet        no line for every harvest`;

await runCommand({
  help: HELP,
  flags: {
    days: { type: "string", default: "60" },
    seed: { type: "string" },
    papers: { type: "string", default: "24" },
    categories: { type: "string", default: "12" },
    kills: { type: "string", default: "0.08" },
    quiet: { type: "boolean" },
  },
  async run({ values, signal }) {
    const seed = readNumber("--seed", values.seed ?? String(Date.now() % 1_000_000));
    const plan = makePlan({
      seed,
      days: readNumber("--days", values.days),
      categories: SOAK_CATEGORIES.slice(0, readNumber("--categories", values.categories)),
      papersPerDay: readNumber("--papers", values.papers),
      killShare: readNumber("--kills", values.kills),
    });
    console.log(`seed ${seed}: ${plan.steps.length} harvests`);
    const began = Date.now();
    const report = await walk(plan, {
      signal,
      say: (line) => values.quiet || console.log(line),
    });
    const { failures, ...counts } = report;
    for (const failure of failures) console.log(`FALSE (seed ${seed}): ${failure}`);
    console.log(JSON.stringify(counts));
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`${failures.length} failures with seed ${seed}, in ${seconds} s`);
    return failures.length === 0 ? 0 : 1;
  },
});

function readNumber(flag: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0) return number;
  throw new AppError("bad_input", `${flag} ${text} is no number`);
}
