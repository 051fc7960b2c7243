import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

/**
 * Who may import whom. A layer is a folder; `vocabulary` is what lies directly under lib/ (env apart).
 * The words after a layer say what belongs there, for the message.
 */
const LAYERS: Record<string, { may: string[]; is: string }> = {
  vocabulary: { may: [], is: "the words of the field: types and facts, no input or output" },
  "lib/text": { may: [], is: "text in, text out" },
  "lib/env": { may: [], is: "the settings" },
  "lib/terminal": { may: [], is: "what a person at a terminal sees" },
  "lib/db": { may: ["lib/env"], is: "connections, the embedded server, migrations" },
  "lib/arxiv": { may: ["lib/text"], is: "arXiv's HTTP and formats in, domain values out" },
  "lib/query": { may: ["lib/text"], is: "the query language" },
  "lib/topics": { may: ["lib/text", "lib/query", "lib/db"], is: "the catalogue and tagging" },
  "lib/store": { may: ["lib/text", "lib/query", "lib/db"], is: "writes, one file per noun" },
  "lib/read": {
    may: ["lib/env", "lib/text", "lib/query", "lib/db"],
    is: "reads, one file per thing shown",
  },
  "lib/pipeline": {
    may: [
      "lib/env",
      "lib/db",
      "lib/arxiv",
      "lib/text",
      "lib/query",
      "lib/topics",
      "lib/store",
      "lib/read",
    ],
    is: "the only place where stages meet",
  },
  "lib/jobs": {
    may: ["lib/env", "lib/db", "lib/pipeline", "lib/store", "lib/read"],
    is: "what runs when",
  },
  "lib/process": {
    may: ["lib/env", "lib/db", "lib/terminal"],
    is: "processes that start and stop",
  },
  components: { may: ["lib/text", "lib/read (types)"], is: "markup from props" },
  app: {
    may: ["lib/text", "lib/env", "lib/query", "lib/topics", "lib/read", "components"],
    is: "routes: parse the input, ask one function, render",
  },
  // The simulated arXiv, the benchmarks and the soak live with the tests and are started by hand.
  scripts: {
    may: ["lib/*", "tests/arxiv", "tests/bench", "tests/soak"],
    is: "one command per file: parse flags, call a pipeline, print",
  },
};

type Import = { file: string; target: string; isTypeOnly: boolean };

test("every file imports only what its layer may", () => {
  const wrong = listImports().flatMap(({ file, target, isTypeOnly }) => {
    const [from, to] = [layerOf(file), layerOf(target)];
    if (from === to || isAllowed({ from, to, isTypeOnly })) return [];
    return [
      `${file} imports ${target}: ${from} (${LAYERS[from]?.is}) may not import ${to}. ` +
        `It may import vocabulary, itself${LAYERS[from]?.may.map((name) => `, ${name}`).join("")}. ` +
        `Code that joins two stages belongs in lib/pipeline.`,
    ];
  });
  expect(wrong).toEqual([]);
});

test("every folder of code has a layer, and none is a place for leftovers", () => {
  const unknown = listFiles().filter((file) => !(layerOf(file) in LAYERS));
  expect(unknown).toEqual([]);
  const leftovers = listFiles().filter((file) =>
    /\b(utils?|helpers?|services?|common|misc)\b/.test(file),
  );
  expect(leftovers).toEqual([]);
});

test("only lib/env reads the environment", () => {
  const allowed = new Set([
    "lib/env.ts",
    "lib/process/builder.ts", // the builder inherits it whole
    "lib/process/web-server.ts", // tells next.config.ts where the built pages are
  ]);
  const readers = listFiles().filter(
    (file) =>
      !allowed.has(file) && /process\.env/.test(readFileSync(path.join(ROOT, file), "utf8")),
  );
  expect(readers).toEqual([]);
});

test("no file only re-exports others", () => {
  const barrels = listFiles().filter((file) => {
    const code = readFileSync(path.join(ROOT, file), "utf8").replace(
      /\/\*[\s\S]*?\*\/|\/\/.*/g,
      "",
    );
    const statements = code
      .split(";")
      .map((text) => text.trim())
      .filter(Boolean);
    return (
      statements.length > 0 && statements.every((text) => /^export\s[^=(]*\sfrom\s/.test(text))
    );
  });
  expect(barrels).toEqual([]);
});

function isAllowed({ from, to, isTypeOnly }: { from: string; to: string; isTypeOnly: boolean }) {
  const may = LAYERS[from]?.may ?? [];
  if (to === "vocabulary" || may.includes(to)) return true;
  if (isTypeOnly && may.includes(`${to} (types)`)) return true;
  return may.includes("lib/*") && (to.startsWith("lib/") || to === "components");
}

function layerOf(file: string): string {
  const [top = "", second = "", third] = file.split("/");
  if (top === "tests") return `tests/${second}`;
  if (top !== "lib") return top;
  if (third !== undefined) return `lib/${second}`;
  return second.startsWith("env") ? "lib/env" : "vocabulary";
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;"'()]*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']|\nimport\s+["']([^"']+)["']/g;

function listImports(): Import[] {
  return listFiles().flatMap((file) => {
    const code = `\n${readFileSync(path.join(ROOT, file), "utf8")}`;
    return [...code.matchAll(IMPORT)].flatMap(([, type, from, dynamic, bare]) => {
      const target = resolveTarget(file, from ?? dynamic ?? bare ?? "");
      return target ? [{ file, target, isTypeOnly: type !== undefined }] : [];
    });
  });
}

/** Path of a file of ours below the root, or null for a package. */
function resolveTarget(file: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) {
    const target = specifier.slice(2);
    return /^(lib|app|components|scripts|tests)\//.test(target) ? target : null;
  }
  if (!specifier.startsWith(".") || /\.(css|json)$/.test(specifier)) return null;
  return path.join(path.dirname(file), specifier);
}

function listFiles(): string[] {
  return ["lib", "components", "app", "scripts"].flatMap((top) =>
    readdirSync(path.join(ROOT, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name))),
  );
}
