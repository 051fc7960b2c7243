import { readFileSync } from "node:fs";
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { leaseEmbedded } from "@/lib/db/embedded/lease";
import { askServer, prepareEmbeddedScene } from "./embedded-scene";

const LOOPBACK = "0100007F";

const scene = prepareEmbeddedScene();

test("the password is generated for each folder and readable by its owner only", async () => {
  const other = path.join(scene.root, "other");
  for (const folder of [scene.directory, other]) await (await leaseEmbedded(folder)).release();
  const [mine, theirs] = await Promise.all(
    [scene.directory, other].map((folder) =>
      readFile(path.join(folder, "broadsheet.password"), "utf8"),
    ),
  );
  expect(mine?.length).toBeGreaterThan(30);
  expect(mine).not.toBe(theirs);
  const { mode } = await stat(path.join(scene.directory, "broadsheet.password"));
  expect((mode & 0o777).toString(8)).toBe("600");
});

test("a folder with a long name, spaces, quotes and other scripts is as good as any", async () => {
  const odd = path.join(scene.root, `it's "a" 数据 %41 $HOME é${"x".repeat(150)}`, "postgres");
  const lease = await leaseEmbedded(odd);
  expect(await askServer(lease.url)).toBe(1);
  await lease.release();
});

test.skipIf(process.platform !== "linux")(
  "a folder that no file system can make is refused, and not tried for ever",
  async () => {
    const refused = leaseEmbedded("/proc/broadsheet/data/postgres");
    await expect(refused).rejects.toMatchObject({ code: "data_dir_unusable" });
  },
);

test("a folder that holds something else is refused and left alone", async () => {
  const taken = path.join(scene.root, "taken");
  await mkdir(taken);
  await writeFile(path.join(taken, "letter.txt"), "mine");
  await expect(leaseEmbedded(taken)).rejects.toMatchObject({ code: "data_dir_unusable" });
  expect(await readFile(path.join(taken, "letter.txt"), "utf8")).toBe("mine");
});

describe.skipIf(process.platform !== "linux")("on Linux", () => {
  test("the server listens on loopback only, and on no socket file", async () => {
    const lease = await leaseEmbedded(scene.directory);
    const port = Number(new URL(lease.url).port).toString(16).toUpperCase().padStart(4, "0");
    const listening = ["tcp", "tcp6"].flatMap((table) =>
      readFileSync(`/proc/net/${table}`, "utf8")
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter(([, local, , state]) => state === "0A" && local?.endsWith(`:${port}`))
        .map(([, local]) => local?.split(":")[0]),
    );
    expect(listening).toEqual([LOOPBACK]);
    expect((await readdir(scene.directory)).filter((name) => name.includes(".s.PGSQL"))).toEqual(
      [],
    );
    await lease.release();
  });
});

describe.skipIf(process.getuid?.() !== 0)("as root", () => {
  test("an ordinary user runs a server of their own", async () => {
    const ids = { uid: 65_534, gid: 65_534 };
    const theirs = await mkdtemp(path.join(tmpdir(), "broadsheet-nobody-"));
    await chown(theirs, ids.uid, ids.gid);
    const user = scene.startUser({ folder: path.join(theirs, "postgres"), ids });
    expect(await askServer(await user.holds)).toBe(1);
    expect((await stat(path.join(theirs, "postgres"))).uid).toBe(ids.uid);
    await user.release();
    await rm(theirs, { recursive: true, force: true });
  });
});
