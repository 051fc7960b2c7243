import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { runCommand } from "@/lib/terminal/command";
import { runTool } from "@/lib/terminal/tool";

const HELP = `Runs everything that a change must pass: the checks of \`npm run check\`, then the tests.

  npm test                   all of it
  npm test -- tests/store    the tests below a folder only, without the checks`;

const Counts = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});

await runCommand({
  help: HELP,
  takesWords: true,
  async run({ words, signal }) {
    const isChecked = words.length > 0 || (await runChecks(signal));
    const directory = await mkdtemp(path.join(tmpdir(), "broadsheet-result-"));
    try {
      const file = path.join(directory, "result.json");
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
      const tests = ["run", ...reporters, ...words];
      const { code } = await runTool("vitest", tests, { signal, isLoud: true });
      const counts = Counts.parse(JSON.parse(await readFile(file, "utf8")));
      const failed = counts.numFailedTests + (isChecked ? 0 : 1);
      if (!isChecked) console.log("\nnpm run check failed; see above");
      console.log(
        `\n${counts.numPassedTests} passed, ${failed} failed, ${counts.numPendingTests} skipped`,
      );
      return code === 0 && isChecked ? 0 : 1;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
});

async function runChecks(signal: AbortSignal): Promise<boolean> {
  const { code } = await runTool("tsx", ["scripts/check.ts"], { signal, isLoud: true });
  return code === 0;
}
