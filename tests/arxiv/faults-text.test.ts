import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { countEntries, listIds, openFaultScene, XML_SURFACES } from "./fault-scene.ts";

const { ask, askUnder } = openFaultScene();

describe("one spoiled entry", () => {
  it.each(XML_SURFACES)("is malformed amid good ones in %s", async (path) => {
    const truth = (await ask(path)).body;
    const { body } = await askUnder("malformed-entry", path);
    expect(XMLValidator.validate(body)).toBe(true);
    expect(countEntries(body)).toBe(countEntries(truth));
    expect(body).toContain("the day after");
    expect(listIds(body)).toHaveLength(listIds(truth).length - 1);
  });

  it.each(XML_SURFACES)("has the title 0 in %s", async (path) => {
    const { body } = await askUnder("title-zero", path);
    expect(body.match(/<title>0<\/title>/g)).toHaveLength(1);
  });

  it.each(XML_SURFACES)("has macros that nobody knows in %s", async (path) => {
    const { body } = await askUnder("bad-macros", path);
    expect(XMLValidator.validate(body)).toBe(true);
    expect(body).toContain("\\undefinedmacro");
  });

  it.each(XML_SURFACES)("has characters that XML forbids in %s", async (path) => {
    const { body } = await askUnder("control-characters", path);
    expect(body).toContain("\u0001");
    expect(body).toContain("\u000b");
    expect(body).toContain("&#2;");
  });

  it.each(XML_SURFACES)("has line breaks in its title in %s", async (path) => {
    const { body } = await askUnder("folded-lines", path);
    expect(XMLValidator.validate(body)).toBe(true);
    expect(body).toMatch(/<title>A\n {2}title {2}of/);
  });
});
