import { describe, expect, test } from "vitest";
import { findOddNames, parseEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** What a person is told about these variables. */
function complaint(variables: Record<string, string>): string {
  try {
    parseEnv(variables);
  } catch (error) {
    if (error instanceof AppError && error.code === "bad_environment") return error.message;
    throw error;
  }
  throw new Error("It was expected to be refused.");
}

test("without any variable everything has a default", () => {
  const settings = parseEnv({});
  expect(settings).toMatchObject({
    HOST: "127.0.0.1",
    PORT: 3000,
    CATEGORIES: ["cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML"],
    ARXIV_RSS_URL: "https://rss.arxiv.org",
    ARXIV_API_URL: "https://export.arxiv.org/api/query",
    ARXIV_INTERVAL_MS: 3100,
  });
  expect(settings.DATABASE_URL).toBeUndefined();
  expect(settings.DATA_DIR).toBe(`${process.cwd()}/data`);
});

test("an empty variable counts as unset", () => {
  expect(parseEnv({ PORT: "", DATABASE_URL: "", CATEGORIES: "" })).toEqual(parseEnv({}));
});

describe("a bad value is named with what the variable takes", () => {
  test.each([
    [
      "DATABASE_URL",
      "mysql://host/db",
      /DATABASE_URL=mysql:\/\/host\/db: must be a postgresql:\/\/ URL/,
    ],
    ["DATABASE_URL", "localhost", /DATABASE_URL=localhost: must be a postgresql:\/\/ URL/],
    ["PORT", "eighty", /PORT=eighty: must be a number/],
    ["PORT", "80.5", /PORT=80\.5: must be a whole number/],
    ["PORT", "-1", /PORT=-1: must be 0 to 65535/],
    ["PORT", "65536", /PORT=65536: must be 0 to 65535/],
    ["PORT", " ", /PORT= : must be a number/],
    ["SITE_URL", "papers.example.org", /SITE_URL=papers\.example\.org: must be an http\(s\) URL/],
    ["SITE_URL", "ftp://example.org", /must be an http\(s\) URL/],
    ["CATEGORIES", "cs.LG,cs.ZZ", /CATEGORIES=cs\.LG,cs\.ZZ: "cs\.ZZ" is no arXiv category/],
    ["CATEGORIES", "cs", /"cs" is no arXiv category/],
    ["CATEGORIES", " , ", /must name a category, for instance cs\.LG/],
    ["CONTACT_EMAIL", "me", /CONTACT_EMAIL=me: must be an email address/],
    ["ARXIV_RSS_URL", "rss.arxiv.org", /ARXIV_RSS_URL=rss\.arxiv\.org: must be an http\(s\) URL/],
    ["ARXIV_API_URL", "file:///etc/passwd", /ARXIV_API_URL=.*: must be an http\(s\) URL/],
    ["ARXIV_INTERVAL_MS", "fast", /ARXIV_INTERVAL_MS=fast: must be a number of milliseconds/],
    ["ARXIV_INTERVAL_MS", "3100.5", /must be a whole number of milliseconds/],
    ["ARXIV_INTERVAL_MS", "-5", /must not be negative/],
    ["ARXIV_INTERVAL_MS", " ", /must be a number of milliseconds/],
  ])("%s=%s", (name, value, says) => {
    expect(complaint({ [name]: value })).toMatch(says);
  });

  test("all of them at once", () => {
    const text = complaint({ PORT: "x", CONTACT_EMAIL: "y", SITE_URL: "z" });
    expect(
      text
        .split("\n")
        .slice(1)
        .map((line) => line.trim().split("=")[0]),
    ).toEqual(["PORT", "SITE_URL", "CONTACT_EMAIL"]);
  });
});

test("categories are read in any case and by their old names, each once", () => {
  const { CATEGORIES } = parseEnv({ CATEGORIES: "CS.lg, cs.NA,math.NA, cmp-lg ,," });
  expect(CATEGORIES).toEqual(["cs.LG", "math.NA", "cs.CL"]);
});

describe("fewer than three seconds between requests", () => {
  const here = {
    ARXIV_OAI_URL: "http://127.0.0.1:4000/oai",
    ARXIV_LIST_URL: "http://127.0.0.1:4000/list",
    ARXIV_RSS_URL: "http://127.0.0.1:4000",
    ARXIV_API_URL: "http://localhost:4000/api/query",
  };

  test("are allowed where every address is on this machine", () => {
    expect(parseEnv({ ...here, ARXIV_INTERVAL_MS: "0" }).ARXIV_INTERVAL_MS).toBe(0);
    const six = { ...here, ARXIV_RSS_URL: "http://[::1]:4000", ARXIV_INTERVAL_MS: "0" };
    expect(parseEnv(six).ARXIV_INTERVAL_MS).toBe(0);
  });

  test.each([
    ["for arXiv itself", {}],
    ["where one address is elsewhere", { ...here, ARXIV_RSS_URL: "https://rss.arxiv.org" }],
    [
      "where a name only looks like this machine",
      { ...here, ARXIV_API_URL: "http://localhost.example.org/" },
    ],
    [
      "where this machine is only the user of the address",
      { ...here, ARXIV_API_URL: "http://localhost@example.org/" },
    ],
  ])("are refused %s", (_name, addresses) => {
    expect(complaint({ ...addresses, ARXIV_INTERVAL_MS: "2999" })).toMatch(
      /ARXIV_INTERVAL_MS=2999: must be 3000 or more: arXiv's terms/,
    );
  });
});

describe("a password is never shown", () => {
  test.each([
    ["DATABASE_URL", "mysql://user:hunter2@host/db"],
    ["DATABASE_URL", "mysql://user:hun:ter2@host/db"],
    ["DATABASE_URL", "mysql://user:hunter2@home@host/db"],
    ["DATABASE_URL", "mysql://user:home/hunter2@host/db"],
    ["DATABASE_URL", "mysql://hunter2@host/db"],
    ["DATABASE_URL", "user:hunter2@host/db"],
    ["DATABASE_URL", "mysql://host/db?user=me&password=hunter2&ssl=1"],
    ["DATABASE_URL", "host=here user=me password = hunter2 dbname=db"],
    ["ARXIV_API_URL", "ftp://user:hunter2@mirror/"],
    ["SITE_URL", "ftp://user:hunter2@site/"],
  ])("%s=%s", (name, value) => {
    const text = complaint({ [name]: value });
    expect(text).not.toContain("hunter2");
    expect(text).not.toContain("ter2");
    expect(text).toContain(`${name}=`);
    expect(text).toMatch(/host|here|mirror|site/);
  });
});

test("names that were surely meant for Broadsheet are told, each with the one meant", () => {
  const variables = {
    CATEGORY: "cs.CL",
    categories: "cs.CL",
    ARXIV_URL: "http://127.0.0.1:9",
    DATABASE_URI: "x",
    SITE_URL: "https://example.org",
    HOSTNAME: "here",
    PATH: "/bin",
    DATABASE_PASSWORD: "x",
  };
  expect(findOddNames(variables)).toEqual([
    "CATEGORY (CATEGORIES?)",
    "categories (CATEGORIES?)",
    "ARXIV_URL",
    "DATABASE_URI (DATABASE_URL?)",
  ]);
});
