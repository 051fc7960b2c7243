import { mkdir, readdir, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { leaseEmbedded } from "@/lib/db/embedded/lease";
import { askServer, prepareEmbeddedScene } from "./embedded-scene";

/** A process number that no system here gives out (the highest is 2^22). */
const NO_PROCESS = 4_194_305;

const scene = prepareEmbeddedScene();

test("a postmaster.pid that names another living process is not believed", async () => {
  const { directory } = scene;
  await (await leaseEmbedded(directory)).release();
  const { ppid } = process; // PostgreSQL itself would take it for a server
  const lines = [ppid, directory, 1, 5432, "", "127.0.0.1", "", "ready"];
  await writeFile(scene.pidFile(), lines.join("\n"));
  const lease = await leaseEmbedded(directory);
  expect(await askServer(lease.url)).toBe(1);
  expect(scene.readPid()).not.toBe(ppid);
  await lease.release();
});

test("a postmaster.pid that was cut off anywhere does not keep the server from starting", async () => {
  const { directory } = scene;
  await (await leaseEmbedded(directory)).release();
  const whole = [NO_PROCESS, directory, 1, 5432, "", "127.0.0.1", "1 2", "ready   ", ""].join("\n");
  for (const kept of [0, 2, String(NO_PROCESS).length, whole.length - 5]) {
    await writeFile(scene.pidFile(), whole.slice(0, kept));
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(scene.pidFile(), longAgo, longAgo);
    const lease = await leaseEmbedded(directory);
    expect(await askServer(lease.url)).toBe(1);
    await lease.release();
  }
});

test("killing the first start at any moment leaves nothing that the next one trips over", async () => {
  for (const delay of [100, 350, 700]) {
    const folder = path.join(scene.root, `killed-after-${delay}`, "postgres");
    const user = scene.startUser({ folder });
    await Promise.race([user.begun.then(() => sleep(delay)), user.holds.catch(() => undefined)]);
    user.child.kill("SIGKILL");
    const lease = await leaseEmbedded(folder);
    expect(await askServer(lease.url)).toBe(1);
    await lease.release();
  }
});

test("what a killed first start left half-made is removed after a while", async () => {
  const [old, young] = [`${scene.directory}.new-abcdef`, `${scene.directory}.new-ghijkl`];
  await mkdir(path.join(old, "postgres"), { recursive: true });
  await mkdir(young);
  const hourAgo = new Date(Date.now() - 3_600_000);
  await utimes(old, hourAgo, hourAgo);
  await (await leaseEmbedded(scene.directory)).release();
  const drafts = (await readdir(scene.root)).filter((name) => name.startsWith("postgres.new-"));
  expect(drafts).toEqual([path.basename(young)]);
  await rm(young, { recursive: true });
});
