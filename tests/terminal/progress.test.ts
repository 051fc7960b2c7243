import { expect, test } from "vitest";
import { formatProgress, formatSeconds, startProgress } from "@/lib/terminal/progress";

/** A stream that keeps what is written, as a terminal of 60 columns or as a file. */
function createStream({ isTTY }: { isTTY: boolean }) {
  const written: string[] = [];
  const stream = {
    isTTY,
    columns: 60,
    write: (text: string) => written.push(text),
  } as unknown as NodeJS.WriteStream;
  return { stream, written };
}

test.each([
  [0, "0 s"],
  [0.2, "1 s"],
  [59, "59 s"],
  [60, "1 min 00 s"],
  [200.4, "3 min 21 s"],
  [3599.5, "1 h 00 min"],
  [7500, "2 h 05 min"],
])("%d seconds are %s", (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test("a line of progress says share, items, rate and time left", () => {
  const state = { done: 25, total: 100, items: 12_345, noun: "papers", seconds: 10 };
  expect(formatProgress(state)).toBe(
    `${"█".repeat(6)}${"░".repeat(18)} 25 %  12,345 papers, 1,235/s, 30 s left`,
  );
});

test.each([
  ["nothing done", { done: 0, total: 100, items: 0 }, /^░{24} 0 % {2}0 papers, 0\/s$/],
  ["nothing to do", { done: 0, total: 0, items: 0 }, /^░{24} 0 % {2}0 papers, 0\/s$/],
  ["all done", { done: 100, total: 100, items: 9 }, /^█{24} 100 % {2}9 papers, 9\/s$/],
  ["more than all done", { done: 101, total: 100, items: 9 }, /^█{24} 100 % {2}9 papers, 9\/s$/],
])("with %s it promises no time", (_name, progress, line) => {
  expect(formatProgress({ ...progress, noun: "papers", seconds: 1 })).toMatch(line);
});

test("on a terminal the line is drawn over itself, never wider than it, ten times a second", () => {
  const { stream, written } = createStream({ isTTY: true });
  let time = 1000;
  const line = startProgress({ noun: "papers", stream, now: () => time });
  for (let done = 1; done <= 100; done++) {
    time += 10;
    line.update({ done, total: 100, items: done });
  }
  line.finish();
  expect(written.length).toBeGreaterThan(8);
  expect(written.length).toBeLessThan(14);
  expect(written.at(-1)).toBe("\n");
  for (const text of written.slice(0, -1)) {
    expect(text.startsWith("\r\x1b[K")).toBe(true);
    expect(text.length - 4).toBeLessThan(60);
  }
  expect(written.at(-2)).toContain("100 %");
});

test("a message between stands on a line of its own, and the progress comes back at once", () => {
  const { stream, written } = createStream({ isTTY: true });
  let time = 1000;
  const line = startProgress({ noun: "papers", stream, now: () => time });
  time += 10;
  line.update({ done: 1, total: 9, items: 1 });
  line.interrupt("skipped a.jsonl:3: is not JSON");
  line.update({ done: 2, total: 9, items: 2 });
  expect(written.slice(1)).toEqual([
    "\r\x1b[Kskipped a.jsonl:3: is not JSON\n",
    expect.stringMatching(/22 %/),
  ]);
});

test("elsewhere it writes a plain line every ten seconds, and none for short work", () => {
  const { stream, written } = createStream({ isTTY: false });
  let time = 1000;
  const line = startProgress({ noun: "papers", stream, now: () => time });
  time += 9_000;
  line.update({ done: 1, total: 9, items: 1 });
  expect(written).toEqual([]);
  line.interrupt("skipped a.jsonl:3: is not JSON");
  time += 2_000;
  line.update({ done: 2, total: 9, items: 2 });
  line.finish();
  expect(written).toEqual([
    "skipped a.jsonl:3: is not JSON\n",
    expect.stringMatching(/^█{5}░{19} 22 % {2}2 papers, 0\/s, 39 s left\n$/),
  ]);
});
