import { checkReadiness } from "@/lib/read/readiness";

/** The database answers and has every migration; 503 until then. The reason goes to the log only. */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    await checkReadiness();
    return new Response("ready\n", { headers });
  } catch (error) {
    console.error(error instanceof Error ? error.stack : error);
    return new Response("not ready\n", { status: 503, headers });
  }
}
