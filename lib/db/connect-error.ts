import { AppError } from "@/lib/errors";

/**
 * Says what a failure to reach a PostgreSQL server means and what to do, by SQLSTATE or system code.
 * Anything else is returned as it is: a bug stays a bug.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function explainConnectError(error: unknown, url: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  const { host, pathname, username } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1)) || username;
  const because = `(${error.message || code})`;
  if (code === "28P01" || code === "28000") {
    return new AppError(
      "database_forbidden",
      `The server at ${host} does not let "${username}" in ${because}. Check user, password and pg_hba.conf for DATABASE_URL.`,
      { cause: error },
    );
  }
  if (code === "3D000") {
    return new AppError(
      "database_forbidden",
      `The server at ${host} has no database "${database}". Create it (createdb ${database}) or mend DATABASE_URL.`,
      { cause: error },
    );
  }
  if (code === "42501") {
    return new AppError(
      "database_forbidden",
      `"${username}" lacks rights in database "${database}" at ${host} ${because}. It must own the database, or be allowed to create tables in schema public.`,
      { cause: error },
    );
  }
  if (/^(E[A-Z]+|08.*|57P0.|53300)$/.test(code) || /timeout|terminated/i.test(error.message)) {
    return new AppError(
      "database_unreachable",
      `No PostgreSQL answers at ${host} ${because}. Is it running, and is DATABASE_URL right? Without DATABASE_URL, Broadsheet brings its own.`,
      { cause: error },
    );
  }
  return error;
}
