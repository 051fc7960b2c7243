import { describe, expect, it } from "vitest";
import { displayName } from "@/lib/text/author-name";

describe("displayName", () => {
  it.each([
    [String.raw`Paul Erd\H{o}s`, "Paul Erdős"],
    [String.raw`M.~G\"odel`, "M. Gödel"],
    [String.raw`  Jos{\'e}   Mu\~noz `, "José Muñoz"],
    [String.raw`\DJ or\dj e Ni\v{c}i\'c`, "Đorđe Ničić"],
    [String.raw`\L{}. S{\l}owik`, "Ł. Słowik"],
    [String.raw`I\c{s}{\i}k G{\"u}ne\c{s}`, "Işık Güneş"],
    ["Conan O'Brien", "Conan O'Brien"],
    ["Jean-Luc Picard", "Jean-Luc Picard"],
    ["李明", "李明"],
  ])("shows %s as %s", (raw, shown) => {
    expect(displayName(raw)).toBe(shown);
  });
});
