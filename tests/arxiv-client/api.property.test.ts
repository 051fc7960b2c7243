import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { queryPapers } from "@/lib/arxiv/api";
import { AppError } from "@/lib/errors";
import { FIRST } from "./api-scene.ts";
import { createMemoryGate } from "./memory-gate.ts";

describe("any bytes instead of an answer", () => {
  let bytes: Uint8Array = new Uint8Array();
  const context = {
    gate: createMemoryGate(),
    userAgent: "Broadsheet/test",
    apiUrl: "http://127.0.0.1/api/query",
    attempts: 1,
    maxWaitMs: Number.POSITIVE_INFINITY,
    fetch: async () => new Response(bytes.slice()),
  };
  const answerOf = async (body: Uint8Array) => {
    bytes = body;
    return queryPapers(FIRST, context).then(
      () => null,
      (error: unknown) => error,
    );
  };
  const isExpected = (outcome: unknown) => outcome === null || outcome instanceof AppError;

  beforeEach(() => {
    context.gate = createMemoryGate();
  });

  it("end in papers or in an expected failure", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (body) => {
        expect(await answerOf(body)).toSatisfy(isExpected);
      }),
      { numRuns: 150 },
    );
  });

  it("end so even where the elements are right and what they hold is not", async () => {
    const name = fc.constantFrom(
      ..."feed entry id title summary author name category published primary_category".split(" "),
    );
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.string().map((text) => text.replace(/[<&]/g, "")),
        fc
          .tuple(name, fc.array(tie("node"), { maxLength: 4 }))
          .map(([tag, parts]) => `<${tag} term="x">${parts.join("")}</${tag}>`),
      ),
    }));
    const total = "<totalResults>1</totalResults>";
    await fc.assert(
      fc.asyncProperty(tree.node, async (entry) => {
        const body = `<feed>${total}<entry>${entry}</entry></feed>`;
        expect(await answerOf(new TextEncoder().encode(body))).toSatisfy(isExpected);
      }),
      { numRuns: 200 },
    );
  });
});
