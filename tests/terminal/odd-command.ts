/** A command that ends as its first word says; for the tests of how commands end. */
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { runCommand } from "@/lib/terminal/command";

await runCommand({
  help: "It ends as its first word says.\n\n  --loud    say so",
  flags: { loud: { type: "boolean" } },
  takesWords: true,
  cleanUp: async () => {
    console.log("cleaned up");
    if (process.argv.includes("dirty")) throw new AppError("bad_input", "It cannot be cleaned.");
  },
  async run({ words: [ending = "done"], values, signal }) {
    if (values.loud) console.log("LOUD");
    if (ending === "later") throw new AppError("arxiv_unavailable", "Come back later.");
    if (ending === "person") throw new AppError("bad_input", "Somebody must look.");
    if (ending === "bug") throw new TypeError("This is a bug.");
    if (ending === "partly") return 75;
    if (ending === "work") {
      console.log("working");
      await sleep(60_000, undefined, { signal });
    }
    if (ending === "serve") {
      console.log("working");
      await sleep(60_000, undefined, { signal }).catch(() => undefined);
    }
    return 0;
  },
});
