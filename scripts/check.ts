import { runCommand } from "@/lib/terminal/command";
import { runTool } from "@/lib/terminal/tool";

const HELP = `Checks the code without running it: format and lint (Biome), types (TypeScript), dead code (knip).

  npm run check`;

const TOOLS: [name: string, ...command: string[]][] = [
  ["page types", "next", "typegen"],
  ["format, lint", "biome", "ci", "--error-on-warnings"],
  ["types", "tsc", "--noEmit", "--incremental", "false"],
  ["dead code", "knip"],
];

await runCommand({
  help: HELP,
  async run({ signal }) {
    let failed = 0;
    for (const [name, tool, ...args] of TOOLS) {
      const { code, output } = await runTool(tool ?? "", args, { signal });
      if (code !== 0) failed++;
      console.log(`${name.padEnd(13)} ${code === 0 ? "ok" : `failed\n${output}`}`);
    }
    return failed > 0 ? 1 : 0;
  },
});
