import { expect, test } from "vitest";
import { formatGauges } from "@/lib/text/metrics";

test("a gauge has its help, its type and a line for each sample", () => {
  const gauges = [
    { name: "a_total", help: "How many.", samples: [{ labels: { c: "cs.LG", d: "x" }, value: 3 }] },
    { name: "b", help: "One.", samples: [{ value: 0.5 }] },
  ];
  expect(formatGauges(gauges)).toBe(
    '# HELP a_total How many.\n# TYPE a_total gauge\na_total{c="cs.LG",d="x"} 3\n' +
      "# HELP b One.\n# TYPE b gauge\nb 0.5\n",
  );
});

test("what would end a label or a line is escaped", () => {
  const samples = [{ labels: { a: 'say "no"\\\nyes' }, value: 1 }];
  const text = formatGauges([{ name: "m", help: "two\nlines", samples }]);
  expect(text).toContain('m{a="say \\"no\\"\\\\\\nyes"} 1\n');
  expect(text).toContain("# HELP m two\\nlines\n");
});

test("a gauge without samples is not mentioned", () => {
  expect(formatGauges([{ name: "m", help: "h", samples: [] }])).toBe("");
});
