import { afterAll, expect, test, vi } from "vitest";

import { GET as getStatus } from "@/app/api/status/route";
import { judgeAddress } from "@/app/judge-address";
import { GET as getMetrics } from "@/app/metrics/route";

// Nobody listens on port 1. The reason of an outage goes to the log, which is not looked at here.
process.env["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none";
const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
afterAll(() => log.mockRestore());

test("without a database the API answers with problem details and no reason", async () => {
  const response = await getStatus();
  expect(response.status).toBe(503);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const body = await response.json();
  expect(body).toMatchObject({ status: 503, title: "Service Unavailable" });
  expect(JSON.stringify(body)).not.toContain("127.0.0.1");
});

test("without a database the metrics fail, so that a scrape counts as down", async () => {
  expect((await getMetrics()).status).toBe(503);
});

test("without a database the status page has the status of an outage", async () => {
  expect(await judgeAddress("/status")).toBe(503);
});
