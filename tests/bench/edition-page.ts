import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type BenchRow, median } from "@/tests/bench/row";

const GOAL = { milliseconds: 50, htmlKilobytes: 250, scriptKilobytes: 150 };
const ROUNDS = 60;
const WARM_UP = 10;

/**
 * The edition page with fifty papers from a running site, uncached, one request after the other.
 * Baseline: a plain node:http server that sends the same page.
 */
export async function measureEditionPage(site: string, day: string): Promise<BenchRow[]> {
  const address = `${site}/date/${day}`;
  const html = await (await fetch(address)).text();
  const served = await medianMilliseconds(address);
  const plain = createServer((_request, response) => response.end(html)).listen(0, "127.0.0.1");
  await new Promise((resolve) => plain.once("listening", resolve));
  const bare = await medianMilliseconds(
    `http://127.0.0.1:${(plain.address() as AddressInfo).port}`,
  );
  plain.close();
  plain.closeAllConnections();
  const kilobytes = Buffer.byteLength(html) / 1000;
  const script = (await scriptBytes(site, html)) / 1000;
  return [
    {
      name: `edition page of ${day}, median`,
      value: `${served.toFixed(1)} ms`,
      goal: `${GOAL.milliseconds} ms`,
      isReached: served < GOAL.milliseconds,
      baseline: `${(served / bare).toFixed(0)} times a plain server (${bare.toFixed(1)} ms)`,
    },
    {
      name: "edition page, HTML",
      value: `${kilobytes.toFixed(0)} KB`,
      goal: `${GOAL.htmlKilobytes} KB`,
      isReached: kilobytes < GOAL.htmlKilobytes,
      baseline: `${(gzipSync(html).length / 1000).toFixed(0)} KB gzipped`,
    },
    {
      name: "edition page, script, gzipped",
      value: `${script.toFixed(0)} KB`,
      goal: `${GOAL.scriptKilobytes} KB`,
      isReached: script < GOAL.scriptKilobytes,
      baseline: "an empty page of Next 16.4 loads 135 KB",
    },
  ];
}

async function medianMilliseconds(address: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await (await fetch(address)).arrayBuffer();
    if (round >= WARM_UP) times.push(performance.now() - started);
  }
  return median(times);
}

async function scriptBytes(site: string, html: string): Promise<number> {
  // Browsers that know modules leave the `nomodule` one alone.
  const tags = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(
    ([tag]) => !/\bnomodule\b/i.test(tag),
  );
  const addresses = new Set(tags.map(([, address]) => new URL(address ?? "", site).href));
  let bytes = 0;
  for (const address of addresses) {
    bytes += gzipSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length;
  }
  return bytes;
}
