import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unreachedSeconds, waitSeconds } from "@/lib/gate";

describe("waitSeconds", () => {
  it("doubles from five seconds to an hour", () => {
    const waits = [1, 2, 3, 4, 10, 11, 1000].map((failures) => waitSeconds(failures, null));
    expect(waits).toEqual([5, 10, 20, 40, 2560, 3600, 3600]);
  });

  it("lets arXiv ask for longer, up to a day, and never for less", () => {
    expect(waitSeconds(1, 120)).toBe(120);
    expect(waitSeconds(5, 1)).toBe(80);
    expect(waitSeconds(1, 10 ** 9)).toBe(86_400);
  });

  it("always gives a wait that is finite and at least five seconds", () => {
    const told = fc.option(fc.integer({ min: 0 }));
    fc.assert(
      fc.property(fc.integer({ min: 0 }), told, (failures, seconds) => {
        const wait = waitSeconds(failures, seconds);
        expect(wait).toBeGreaterThanOrEqual(5);
        expect(wait).toBeLessThanOrEqual(86_400);
      }),
    );
  });
});

it("while there is no way to arXiv at all, nobody waits longer than a minute", () => {
  expect([1, 2, 3, 4, 5, 100].map(unreachedSeconds)).toEqual([5, 10, 20, 40, 60, 60]);
});
