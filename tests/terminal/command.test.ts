import { expect, test, vi } from "vitest";
import { startCommand } from "@/tests/pipeline/command-process";

const start = (...words: string[]) => startCommand("../tests/terminal/odd-command", words, {});

test.each([
  ["what is done", "done", 0, /^cleaned up\n$/],
  ["what arXiv may give later", "later", 75, /^broadsheet: Come back later\.\n/],
  ["what is done in part", "partly", 75, /^cleaned up\n$/],
  ["what needs a person", "person", 1, /^broadsheet: Somebody must look\.\n/],
])("%s ends with its code, one message and no stack", async (_name, word, code, says) => {
  const command = start(word);
  expect(await command.ended).toBe(code);
  expect(command.output().split("\n").sort().join("\n").trim()).toMatch(
    new RegExp(says.source.replace(/^\^|\\n\$?$/g, ""), "m"),
  );
  expect(command.output()).not.toMatch(/^ +at /m);
  expect(command.output()).toContain("cleaned up");
});

test("a bug ends with 1 and keeps its stack", async () => {
  const command = start("bug");
  expect(await command.ended).toBe(1);
  expect(command.output()).toMatch(/TypeError: This is a bug\.\n +at .*odd-command\.ts/);
  expect(command.output()).toContain("cleaned up");
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "%s stops work with %i after cleaning up, and nothing is called an error",
  async (name, code) => {
    const command = start("work");
    await vi.waitFor(() => expect(command.output()).toContain("working"), { timeout: 30_000 });
    command.child.kill(name);
    expect(await command.ended).toBe(code);
    expect(command.output()).toBe("working\ncleaned up\n");
  },
);

test("what serves until it is stopped ends with 0", async () => {
  const command = start("serve");
  await vi.waitFor(() => expect(command.output()).toContain("working"), { timeout: 30_000 });
  command.child.kill("SIGTERM");
  expect(await command.ended).toBe(0);
});

test("a failure to clean up is told and does not hide how the work ended", async () => {
  const command = start("later", "dirty");
  expect(await command.ended).toBe(75);
  expect(command.output()).toContain("Come back later.");
  expect(command.output()).toContain("It cannot be cleaned.");
});

test("a wrong flag is answered with the help, no stack, and 1", async () => {
  const command = start("--soft");
  expect(await command.ended).toBe(1);
  expect(command.output()).toMatch(/--soft[\s\S]*It ends as its first word says/);
  expect(command.output()).not.toMatch(/^ +at /m);
});

test("--help prints the help and does nothing else", async () => {
  const command = start("person", "--help");
  expect(await command.ended).toBe(0);
  expect(command.output()).toContain("--loud");
});
