/**
 * What a page asked of the database, or null where no database can be used: the page then shows
 * `Outage`, and the proxy has set the status. The reason is logged, since it may name hosts and users.
 */
export async function unlessOutage<T extends object>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (!isOutage(error)) throw error;
    console.error(error instanceof Error ? error.message : error);
    return null;
  }
}

/**
 * Whether an error means that the database cannot be used, rather than a bug. Told by name: Next
 * evaluates a module several times, so `instanceof` can miss an error of another copy.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== "AppError" || !("code" in error)) return false;
  return /^(database_|data_dir_)/.test(String(error.code));
}
