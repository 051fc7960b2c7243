import { AppError } from "@/lib/errors";

/** A query that cannot be understood: code `bad_query`, where it went wrong, and what would work. */
export class QueryError extends AppError {
  /** Offset into the query in UTF-16 units, from 0; the message counts characters from 1. */
  readonly position: number;

  constructor(position: number, problem: string) {
    super("bad_query", `At character ${position + 1}: ${problem}`);
    this.position = position;
  }
}
