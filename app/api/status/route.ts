import { readStatus } from "@/lib/read/status";
import { unlessOutage } from "../../outage";
import { toStatusBody } from "./body";

const NEVER_KEPT = { "cache-control": "no-store" };

/** The status of the supply; 200 whatever it is, so that only the body tells of it. */
export async function GET(): Promise<Response> {
  const now = new Date();
  const status = await unlessOutage(readStatus({ now }));
  if (status) return Response.json(toStatusBody(status), { headers: NEVER_KEPT });
  // Problem details: RFC 9457.
  const problem = {
    type: "about:blank",
    title: "Service Unavailable",
    status: 503,
    detail: "The database of this site does not answer.",
  };
  const headers = { ...NEVER_KEPT, "content-type": "application/problem+json" };
  return new Response(JSON.stringify(problem), { status: 503, headers });
}
