import { AppError, type ErrorCode } from "@/lib/errors";

type Where = { host: string; user: string; database: string; because: string };
type Explanation = { when: RegExp; code: ErrorCode; say: (where: Where) => string };

/** By SQLSTATE or system code; the first that fits. */
const BY_CODE: Explanation[] = [
  {
    when: /^28P01$|^28000$/,
    code: "database_forbidden",
    say: ({ host, user, because }) =>
      `The server at ${host} does not let "${user}" in ${because}. Check user, password and pg_hba.conf for DATABASE_URL.`,
  },
  {
    when: /^3D000$/,
    code: "database_forbidden",
    say: ({ host, database }) =>
      `The server at ${host} has no database "${database}". Create it (createdb ${database}) or mend DATABASE_URL.`,
  },
  {
    when: /^42501$/,
    code: "database_forbidden",
    say: ({ host, user, database, because }) =>
      `"${user}" lacks rights in database "${database}" at ${host} ${because}. It must own the database, or be allowed to create tables in schema public.`,
  },
  {
    when: /^25006$/,
    code: "database_forbidden",
    say: ({ host, because }) =>
      `The server at ${host} only lets itself be read ${because}. DATABASE_URL must name the primary, not a replica.`,
  },
  {
    when: /^53300$/,
    code: "database_unreachable",
    say: ({ host, because }) =>
      `The server at ${host} has no connection left ${because}. Raise its max_connections, or stop what holds them.`,
  },
  {
    when: /^57P0.$/,
    code: "database_unreachable",
    say: ({ host, because }) => `The server at ${host} is starting or stopping ${because}.`,
  },
  {
    when: /^(ECONN[A-Z]+|E(HOST|NET)[A-Z]+|ENOTFOUND|EAI_[A-Z]+|ETIMEDOUT|EPIPE)$|^08/,
    code: "database_unreachable",
    say: ({ host, because }) =>
      `No PostgreSQL answers at ${host} ${because}. Is it running, and is DATABASE_URL right? Without DATABASE_URL, Broadsheet brings its own.`,
  },
];

/** Node's and the driver's errors without a code of use, by their words. */
const BY_WORDS: Explanation[] = [
  {
    when: /client password must be|must be a non-empty string/i,
    code: "database_forbidden",
    say: ({ host, user }) =>
      `The server at ${host} asks "${user}" for a password and DATABASE_URL has none: postgresql://${user}:PASSWORD@${host}/…`,
  },
  {
    when: /\bSSL\b|\bTLS\b|certificate/i,
    code: "database_forbidden",
    say: ({ host, because }) =>
      `No encrypted connection to the server at ${host} ${because}. Check sslmode and sslrootcert in DATABASE_URL.`,
  },
  {
    when: /timeout|terminated|not queryable/i,
    code: "database_unreachable",
    say: ({ host, because }) =>
      `No PostgreSQL answers at ${host} ${because}. Is it running, and is DATABASE_URL right?`,
  },
];

const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * Says what a failure to reach a PostgreSQL server means and what to do. Anything else is returned
 * as it is: a bug stays a bug.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function explainConnectError(error: unknown, url: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const code = codeOf(error);
  const known =
    BY_CODE.find(({ when }) => when.test(code)) ??
    (SQLSTATE.test(code) ? undefined : BY_WORDS.find(({ when }) => when.test(error.message)));
  if (!known) return error;
  const where = { ...describeTarget(url), because: `(${error.message || code})` };
  return new AppError(known.code, known.say(where), { cause: error });
}

function codeOf(error: Error & { code?: unknown; syscall?: unknown }): string {
  // Whatever keeps a socket from being opened, a missing file included: nobody answers there.
  if (error.syscall === "connect") return "ECONNREFUSED";
  return typeof error.code === "string" ? error.code : "";
}

function describeTarget(url: string): Omit<Where, "because"> {
  const { host, pathname, username, searchParams } = new URL(url);
  const user = decodeURIComponent(username) || searchParams.get("user") || "";
  return {
    host: host || searchParams.get("host") || "localhost", // a socket's folder stands in the query
    user,
    database: decodeURIComponent(pathname.slice(1)) || user,
  };
}
