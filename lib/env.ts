import path from "node:path";
import { z } from "zod";
import { canonicalCategory, DEFAULT_CATEGORIES } from "@/lib/category";
import { AppError } from "@/lib/errors";

const WHERE = " (all of them: https://arxiv.org/category_taxonomy)";
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

const url = (fallback: string) =>
  z.url({ protocol: /^https?$/, error: "must be an http(s) URL" }).default(fallback);

/** Digits only: `Number` by itself would read a blank as 0. */
const number = (error: string) =>
  z
    .string()
    .regex(/^\s*[+-]?\d+(?:\.\d+)?\s*$/, error)
    .transform(Number);

const CategoryList = z.string().transform((text, context) => {
  const typed = text.split(",").map((code) => code.trim());
  const codes = new Set<string>();
  for (const code of typed.filter(Boolean)) {
    const known = canonicalCategory(code);
    if (known) codes.add(known);
    else context.addIssue({ code: "custom", message: `"${code}" is no arXiv category${WHERE}` });
  }
  if (codes.size === 0) {
    context.addIssue({ code: "custom", message: "must name a category, for instance cs.LG" });
  }
  return [...codes];
});

const Settings = z
  .object({
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" })
      .optional(),
    DATA_DIR: z
      .string()
      .default("./data")
      .transform((dir) => path.resolve(dir)),
    HOST: z.string().default("127.0.0.1"),
    PORT: number("must be a number")
      .pipe(
        z
          .int("must be a whole number")
          .min(0, "must be 0 to 65535")
          .max(65_535, "must be 0 to 65535"),
      )
      .default(3000),
    SITE_URL: z.url({ protocol: /^https?$/, error: "must be an http(s) URL" }).optional(),
    CATEGORIES: CategoryList.default([...DEFAULT_CATEGORIES]),
    CONTACT_EMAIL: z.email("must be an email address").optional(),
    ARXIV_OAI_URL: url("https://oaipmh.arxiv.org/oai"),
    ARXIV_LIST_URL: url("https://arxiv.org/list"),
    ARXIV_RSS_URL: url("https://rss.arxiv.org"),
    ARXIV_API_URL: url("https://export.arxiv.org/api/query"),
    ARXIV_INTERVAL_MS: number("must be a number of milliseconds")
      .pipe(z.int("must be a whole number of milliseconds").min(0, "must not be negative"))
      .default(3100),
  })
  .superRefine((settings, context) => {
    const { ARXIV_OAI_URL, ARXIV_LIST_URL, ARXIV_RSS_URL, ARXIV_API_URL } = settings;
    const isOnLoopback = [ARXIV_OAI_URL, ARXIV_LIST_URL, ARXIV_RSS_URL, ARXIV_API_URL].every(
      (address) => URL.canParse(address) && LOOPBACK.has(new URL(address).hostname),
    );
    if (settings.ARXIV_INTERVAL_MS < 3000 && !isOnLoopback) {
      context.addIssue({
        code: "custom",
        path: ["ARXIV_INTERVAL_MS"],
        message:
          "must be 3000 or more: arXiv's terms of use allow one request every three seconds " +
          "(less is accepted only where every ARXIV_*_URL is on this machine)",
      });
    }
  });

/** All settings, with defaults filled in. Paths are absolute. */
export type Env = z.infer<typeof Settings>;

let known: Env | undefined;

/**
 * The settings of this process, read once from the environment.
 * @throws AppError `bad_environment` that names each bad variable and what it takes.
 */
export function env(): Env {
  known ??= parseEnv(process.env);
  return known;
}

/** The settings, with some variables set by a command's flags instead. */
export function envWith(overrides: Record<string, string | undefined>): Env {
  return parseEnv({ ...process.env, ...overrides });
}

/** Settings from any map of variables; an empty variable counts as unset. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
  const result = Settings.safeParse(set);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return `  ${name}=${hideSecret(name, set[name] ?? "")}: ${issue.message}`;
  });
  throw new AppError("bad_environment", `The environment has a bad value:\n${lines.join("\n")}`);
}

/** Letters that a name and one of ours must begin with alike to be taken for it. */
const ALIKE = { letters: 6, lengths: 3 };

/**
 * Names of variables that were surely meant for Broadsheet and that it does not know: all of
 * `ARXIV_…`, and what is spelled nearly like one of its own. Each is followed by the name meant.
 */
export function findOddNames(
  variables: Record<string, string | undefined> = process.env,
): string[] {
  const known = Object.keys(Settings.shape);
  return Object.keys(variables).flatMap((name) => {
    if (known.includes(name)) return [];
    const meant = known.find((each) => isAlike(name.toUpperCase(), each));
    if (meant) return [`${name} (${meant}?)`];
    return name.startsWith("ARXIV_") ? [name] : [];
  });
}

function isAlike(name: string, known: string): boolean {
  const isAsLong = Math.abs(name.length - known.length) <= ALIKE.lengths;
  const isArxiv = name.startsWith("ARXIV_") && name !== known; // they all begin alike
  return name === known || (!isArxiv && isAsLong && name.startsWith(known.slice(0, ALIKE.letters)));
}

/** A bad value is shown so that it can be found; a password in it, wherever it stands, never is. */
function hideSecret(name: string, value: string): string {
  if (!name.endsWith("_URL")) return value;
  const withoutUser = value.replace(/^([a-z+]+:\/\/)?.*@/is, "$1***@");
  return withoutUser.replace(/(password\s*=\s*)[^&\s]*/gi, "$1***");
}
