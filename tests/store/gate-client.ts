/**
 * A process that asks through the gate like the rest of Broadsheet, again and again until it is
 * killed: `gate-client.ts DATABASE_URL TARGET INTERVAL_MS [background]`. It writes a line for each
 * request and for each failure that another try may mend; any other ends it.
 */
import pg from "pg";
import { fetchArxiv } from "@/lib/arxiv/http";
import { AppError } from "@/lib/errors";
import { createGate } from "@/lib/store/gate";

const [url = "", target = "", intervalMs = "", background] = process.argv.slice(2);
// Not openDatabase: ten processes that load Prisma take their time.
const pool = new pg.Pool({ connectionString: url });
const context = {
  gate: createGate(pool, { intervalMs: Number(intervalMs) }),
  userAgent: `Gate-client/${process.pid}`,
  attempts: 1,
  isBackground: background === "background",
};
for (;;) {
  try {
    await fetchArxiv({ url: target }, context, () => undefined);
    console.log("asked");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.log(error.code);
    if (!error.isTemporary) {
      console.error(error.message);
      process.exit(1);
    }
  }
}
