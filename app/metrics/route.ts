import { estimatePaperCount } from "@/lib/read/paper-count";
import { readStatus } from "@/lib/read/status";
import { formatGauges } from "@/lib/text/metrics";
import { unlessOutage } from "../outage";
import { listGauges } from "./gauges";

/** What the tables know of the supply, for Prometheus; 503 while no database answers. */
export async function GET(): Promise<Response> {
  const headers = {
    "cache-control": "no-store",
    "content-type": "text/plain; version=0.0.4; charset=utf-8",
  };
  const status = readStatus({ now: new Date() });
  const read = await unlessOutage(Promise.all([status, estimatePaperCount()]));
  if (!read) return new Response("# the database does not answer\n", { status: 503, headers });
  const [known, papers] = read;
  return new Response(formatGauges(listGauges(known, { papers })), { headers });
}
