import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { contextWith, EACH, MEGABYTE, type Reader, recordAnswer, settle } from "./readers.ts";

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

describe.each(EACH)("the reader of %s", (_, reader) => {
  it("hangs up on a body of 100 MB soon after its bound", async () => {
    const sent = { bytes: 0, isHungUp: false };
    const url = await serveForever(reader, sent);
    expect(await settle(reader.read(url, contextWith({})))).toBe("arxiv_bad_answer");
    await expect.poll(() => sent.isHungUp, { timeout: 5000 }).toBe(true);
    expect(sent.bytes).toBeGreaterThan(reader.maxBytes - MEGABYTE);
    expect(sent.bytes).toBeLessThan(reader.maxBytes + 16 * MEGABYTE); // what sockets had taken in
  });
});

/** Serves 100 MB that begin like a true answer, as fast as they are taken, and counts them. */
async function serveForever(reader: Reader, sent: { bytes: number; isHungUp: boolean }) {
  const beginning = (await recordAnswer(reader)).slice(0, 500);
  const block = Buffer.alloc(MEGABYTE / 4, "<record>text and &lt; ");
  server = createServer(async (_, response) => {
    let goOn = () => {};
    response.on("drain", () => goOn());
    response.on("close", () => {
      sent.isHungUp = true;
      goOn();
    });
    response.write(beginning);
    while (!sent.isHungUp && sent.bytes < 100 * MEGABYTE) {
      const isTaken = response.write(block);
      sent.bytes += block.length;
      if (isTaken) continue;
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    }
    response.end();
  });
  await new Promise<void>((resolve) => {
    server?.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
