import { parseArgs } from "node:util";
import { describe, expect, it } from "vitest";
import { readSimulation, SIMULATION_FLAGS } from "./simulation-flags.ts";

const DAY = "2026-09-24";

describe("the flags of a simulation", () => {
  it("name a fault with its place, its chance and its times", () => {
    const faults = [
      "silence",
      "rate-limited@/api*3",
      "no-records@oai",
      "stale-feed@cs.CV%0.5*always",
    ];
    const given = faults.flatMap((fault) => ["--fault", fault]);
    expect(read(["--corpus", "a", "--day", DAY, ...given])).toEqual({
      task: "serve",
      corpus: ["a"],
      history: null,
      categories: ["cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML"],
      holidays: [],
      day: DAY,
      speed: 1,
      port: 0,
      storm: null,
      faults: [
        { name: "silence" },
        { name: "rate-limited", path: "/api", times: 3 },
        { name: "no-records", source: "oai" },
        { name: "stale-feed", category: "cs.CV", probability: 0.5, times: "always" },
      ],
    });
  });

  it("ask for a history, whose first day is the default", () => {
    const flags = ["--history", "9", "--days", "60", "--from", "2026-10-01", "--faults", "0.2:5"];
    expect(read([...flags, "--speed", "60", "--categories", "HEP-TH, cs.lg"])).toMatchObject({
      corpus: [],
      history: { seed: 9, days: 60, papersPerDay: 60, from: "2026-10-01" },
      categories: ["hep-th", "cs.LG"],
      day: null,
      speed: 60,
      storm: { probability: 0.2, seed: 5 },
    });
  });

  it.each([
    [["--day", DAY], /--corpus FILE or --history SEED is missing/],
    [["--history", "9"], /--days N is missing/],
    [["--history", "x", "--days", "9"], /--history x: not a whole number/],
    [["--history", "1", "--days", "0"], /--days 0: not a whole number from 1/],
    [["--history", "1", "--days", "1.5"], /--days 1.5: not a whole number/],
    [["--corpus", "a", "--day", DAY, "--faults", "2"], /--faults 2: not a number from 0 to 1/],
    [["--corpus", "a", "--day", DAY, "--speed", "fast"], /--speed fast: not a number/],
    [["--corpus", "a", "--day", DAY, "--categories", "cs.XX"], /--categories cs.XX: no category/],
    [["--corpus", "a"], /--day YYYY-MM-DD is missing/],
    [["--corpus", "a", "--day", "2026-02-30"], /--day 2026-02-30: not a day/],
    [["--corpus", "a", "--day", DAY, "--port", "99999"], /--port 99999: not a port/],
    [["--corpus", "a", "--day", DAY, "--port", ""], /--port : not a port/],
    [["--corpus", "a", "--day", DAY, "--fault", "flood"], /--fault flood: unknown/],
    [["--corpus", "a", "--day", DAY, "--fault", "silence%2"], /--fault silence%2/],
    [["--corpus", "a", "--day", DAY, "--fault", "silence%1.2.3"], /--fault silence%1/],
    [["--corpus", "a", "--day", DAY, "--holiday", "soon"], /--holiday soon: not a day/],
  ])("are refused where they are %j", (flags, message) => {
    expect(() => read(flags)).toThrow(message);
  });
});

function read(args: string[]) {
  return readSimulation(parseArgs({ args, options: SIMULATION_FLAGS }).values);
}
