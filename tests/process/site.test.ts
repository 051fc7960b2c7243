import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPages } from "@/lib/process/build";
import {
  clearAway,
  findChildren,
  findDatabase,
  findLeftovers,
  makeDataDir,
  type Site,
  startSite,
  statusOf,
  untilReady,
} from "@/tests/process/site";

/** Building takes the better part of a minute where several programs share two cores. */
const BUILD_MS = 300_000;

// /proc tells which processes are left over.
describe.skipIf(process.platform !== "linux")("a site under npm start", () => {
  let dataDir: string;
  let site: Site;
  beforeAll(async () => {
    await buildPages({ signal: AbortSignal.timeout(BUILD_MS) });
    dataDir = await makeDataDir();
    site = await startSite(dataDir);
    await untilReady(site);
  }, BUILD_MS);
  afterAll(() => clearAway(dataDir));

  test("says in order what it does and where to read", async () => {
    await expect.poll(() => site.lines.join("\n")).toContain("Read it at");
    const said = site.lines.filter(Boolean).slice(0, 4);
    expect(said).toEqual([
      `database  PostgreSQL in ${dataDir}/postgres`,
      expect.stringMatching(/^tables {4}made \(\d+ migrations\)$/),
      "pages     up to date",
      `  Read it at ${site.url}   (Ctrl-C stops it)`,
    ]);
    expect(await statusOf(site, "/")).toBe(200);
  });

  test("refuses a second start on its folder, on the same port and on another", async () => {
    const second = await startSite(dataDir);
    const same = await startSite(dataDir, { port: Number(new URL(site.url).port) });
    expect([await second.ended, await same.ended]).toEqual([1, 1]);
    for (const { lines } of [second, same]) {
      expect(lines.join("\n")).toContain("Broadsheet is already running");
    }
    expect(await statusOf(site, "/readyz")).toBe(200);
  });

  test("refuses a taken port and says what to do, on a folder of its own", async () => {
    const other = await makeDataDir();
    const third = await startSite(other, { port: Number(new URL(site.url).port) });
    expect(await third.ended).toBe(1);
    expect(third.lines.join("\n")).toMatch(
      /Port \d+ on 127\.0\.0\.1 is in use.*PORT=\d+ npm start/,
    );
    await clearAway(other);
  });

  test("answers through the loss of its database, and is whole again by itself", async () => {
    process.kill(await findDatabase(dataDir), "SIGKILL");
    await expect.poll(() => statusOf(site, "/readyz"), { interval: 10 }).toBe(503);
    expect(await statusOf(site, "/healthz")).toBe(200);
    await untilReady(site);
    expect(await statusOf(site, "/")).toBe(200);
    // The lock that makes it the only one went with the database; it has to be taken again.
    await sleep(1_500);
    const second = await startSite(dataDir);
    expect(await second.ended).toBe(1);
  });

  test("brings back its web and worker processes and its database, killed all at once", async () => {
    const before = [
      ...(await findChildren(site, "scripts/web.ts")),
      ...(await findChildren(site, "scripts/worker.ts")),
      await findDatabase(dataDir),
    ];
    expect(before.length).toBe(3);
    for (const pid of before) process.kill(pid, "SIGKILL");
    await untilReady(site);
    await expect
      .poll(() => findChildren(site, "scripts/worker.ts"), { timeout: 30_000 })
      .toHaveLength(1);
    expect(await statusOf(site, "/")).toBe(200);
  });

  test("stops everything at Ctrl-C, pressed once and delivered twice, with exit code 0", async () => {
    site.supervisor.kill("SIGINT");
    site.supervisor.kill("SIGINT");
    expect(await site.ended).toBe(0);
    expect(site.lines.join("\n")).toMatch(/stopping {2}web, worker, database/);
    expect(await findLeftovers(dataDir)).toEqual([]);
    expect(await findDatabase(dataDir)).toBe(0);
  });

  test("is found in order by the next start after its supervisor was killed", async () => {
    site = await startSite(dataDir);
    await untilReady(site);
    site.supervisor.kill("SIGKILL");
    await once(site.supervisor, "exit");
    await expect.poll(() => findLeftovers(dataDir), { timeout: 30_000 }).toEqual([]);
    site = await startSite(dataDir);
    await untilReady(site);
    site.supervisor.kill("SIGTERM");
    expect(await site.ended).toBe(0);
  });
});
