import { expect, test } from "vitest";
import { parsePaperPath } from "@/app/paper-path";

test.each([
  [["2605.00001"], "2605.00001"],
  [["2605.00001v3"], "2605.00001"],
  [["hep-th", "9901001"], "hep-th/9901001"],
  [["HEP-TH", "9901001v2"], "hep-th/9901001"],
  [["hep-th/9901001"], "hep-th/9901001"],
  [["SAMPLE-01"], "sample-01"],
  [["abc"], null],
  [["2605.00001", "x"], null],
  [[], null],
])("the path %j asks for %s", (segments, id) => {
  expect(parsePaperPath(segments).id).toBe(id);
});
