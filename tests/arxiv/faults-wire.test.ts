import { describe, expect, it } from "vitest";
import { openFaultScene, RSS, SURFACES } from "./fault-scene.ts";

const { arxiv, ask, askUnder, receivePieces } = openFaultScene();

describe("the true answer, sent badly", () => {
  it("is labelled as something else", async () => {
    const { headers, body } = await askUnder("wrong-content-type", RSS);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(body).toBe((await ask(RSS)).body);
  });

  it.each(SURFACES)("is cut in the middle, valid as HTTP, in %s", async (path) => {
    const truth = (await ask(path)).body;
    const { status, body } = await askUnder("truncated-xml", path);
    expect(status).toBe(200);
    expect(body.length).toBeLessThan(truth.length);
    expect(truth.startsWith(body)).toBe(true);
  });

  it("is huge", async () => {
    const { body } = await askUnder({ name: "huge-body", megabytes: 3 }, RSS);
    expect(body.length).toBeGreaterThan(3 * 1024 * 1024);
  });

  it("may be refused in the middle when it is huge", async () => {
    arxiv().faults.add({ name: "huge-body", megabytes: 10_000 });
    const answer = await fetch(`${arxiv().url}${RSS}`);
    await answer.body?.cancel();
    expect((await ask(RSS)).status).toBe(200);
  });

  it("drips behind its headers", async () => {
    arxiv().faults.add({ name: "slow-answer", dripMilliseconds: 5 });
    const pieces = await receivePieces(RSS);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Buffer.concat(pieces).toString()).toBe((await ask(RSS)).body);
  });

  it("never comes", async () => {
    arxiv().faults.add({ name: "silence" });
    const signal = AbortSignal.timeout(200);
    await expect(ask(RSS, { signal })).rejects.toThrow();
    await expect.poll(() => arxiv().log.entries.at(-1)?.endedAt).not.toBeNull();
    expect(arxiv().log.entries.at(-1)?.status).toBeNull();
  });

  it("is a reset before the first byte", async () => {
    arxiv().faults.add({ name: "reset-before-answer" });
    await expect(receivePieces(RSS)).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("is a reset in the middle of the body", async () => {
    arxiv().faults.add({ name: "reset-mid-body" });
    const answer = await fetch(`${arxiv().url}${RSS}`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });
});
