import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChild } from "@/lib/process/child";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "broadsheet-child-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function start(code: string) {
  const script = path.join(folder, "child.mjs");
  await writeFile(script, `${code}\nsetInterval(() => {}, 1000); process.send("ready");`);
  const said: string[] = [];
  const child = startChild({
    name: "child",
    script,
    grace: 300,
    mustComeUp: true,
    say: (line) => said.push(line),
  });
  await child.ready;
  return { child, said };
}

test("a process that will not stop is killed, and that is said", async () => {
  const { child, said } = await start('process.on("SIGTERM", () => {});');
  await child.stop();
  expect(said).toEqual(["did not stop within 0.3 s; it had to be killed"]);
});

test("of a process that stops in good order nothing is said", async () => {
  const { child, said } = await start("");
  await child.stop();
  expect(said).toEqual([]);
});
