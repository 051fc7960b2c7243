import { expect, test } from "vitest";
import { printable } from "@/lib/terminal/printable";
import { startProgress } from "@/lib/terminal/progress";

test("what would steer a terminal is replaced, and words in any script stay", () => {
  expect(printable("a\u001b[31mb\rc\u0000d\u009be\u202ef\ud800")).toBe("a�[31mb�c�d�e�f�");
  const words = "Größe, 論文\n\tحرف — “α”";
  expect(printable(words)).toBe(words);
});

test("a line of a bad file cannot rewrite the terminal", () => {
  const written: string[] = [];
  const stream = { isTTY: false, write: (text: string) => written.push(text) };
  startProgress({ noun: "papers", stream: stream as never }).interrupt("skipped: \u001b[2J\u0007");
  expect(written).toEqual(["skipped: �[2J�\n"]);
});
