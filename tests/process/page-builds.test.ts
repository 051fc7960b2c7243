import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimBuild, removeUnusedBuilds } from "@/lib/process/page-builds";

let builds: string;
beforeEach(async () => {
  builds = await mkdtemp(path.join(tmpdir(), "broadsheet-builds-"));
});
afterEach(() => rm(builds, { recursive: true, force: true }));

/** A build with a page in it, claimed by a process of another name or number. */
async function makeBuild(fingerprint: string, claim?: { by: string; hoursAgo?: number }) {
  await mkdir(path.join(builds, fingerprint, "pages"), { recursive: true });
  await writeFile(path.join(builds, fingerprint, "pages", "page.css"), "");
  if (!claim) return;
  const file = path.join(builds, fingerprint, "users", claim.by);
  await mkdir(path.dirname(file));
  await writeFile(file, "");
  const at = Date.now() / 1000 - 3600 * (claim.hoursAgo ?? 0);
  await utimes(file, at, at);
}

test("a build stays as long as one of the processes that use it lives, and goes with the last", async () => {
  const site = spawn(process.execPath, ["--eval", "setTimeout(() => {}, 60_000)"]);
  await makeBuild("old", { by: `${hostname()}.${site.pid}`, hoursAgo: 1000 });
  await removeUnusedBuilds(builds);
  expect(await readdir(path.join(builds, "old", "pages"))).toEqual(["page.css"]);
  site.kill("SIGKILL");
  await once(site, "exit");
  await removeUnusedBuilds(builds);
  expect(await readdir(builds)).toEqual([]);
});

test("what this process claims stays, what nobody ever claimed goes", async () => {
  await Promise.all([makeBuild("mine"), makeBuild("killed")]);
  await claimBuild("mine", builds);
  await claimBuild("mine", builds);
  await removeUnusedBuilds(builds);
  expect(await readdir(builds)).toEqual(["mine"]);
});

test("a process of another machine counts while it has touched its claim within the day", async () => {
  await makeBuild("live", { by: `some.where-else.${process.pid}`, hoursAgo: 20 });
  await makeBuild("gone", { by: `some.where-else.${process.pid}`, hoursAgo: 30 });
  await removeUnusedBuilds(builds);
  expect(await readdir(builds)).toEqual(["live"]);
});
