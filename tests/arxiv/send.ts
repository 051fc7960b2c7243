import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import type { Fault } from "./faults.ts";

const DRIP_BYTES = 64;
const MEGABYTE = 1024 * 1024;

/** Writes an answer to the wire, with what a fault does to it there. */
export function sendAnswer(response: ServerResponse, answer: Answer, fault: Fault | null): void {
  const body = Buffer.from(answer.body);
  const half = body.subarray(0, Math.floor(body.length / 2));
  switch (fault?.name) {
    case "silence":
      return;
    case "reset-before-answer":
      response.socket?.resetAndDestroy();
      return;
    case "reset-mid-body":
      writeHead(response, answer, body.length);
      // The half must have left before the reset, which throws away what is still queued.
      response.write(half, () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
      return;
    case "truncated-xml":
      writeHead(response, answer, half.length);
      response.end(half);
      return;
    case "huge-body":
      writeHead(response, answer, null);
      response.write(half);
      pourSpaces(response, fault.megabytes ?? 64, () => response.end(body.subarray(half.length)));
      return;
    case "slow-answer":
      writeHead(response, answer, body.length);
      response.flushHeaders();
      drip(response, body, fault.dripMilliseconds ?? 200);
      return;
    default:
      writeHead(response, answer, answer.status === 304 ? null : body.length);
      response.end(body);
  }
}

function writeHead(response: ServerResponse, answer: Answer, length: number | null): void {
  const size = length === null ? {} : { "content-length": String(length) };
  response.writeHead(answer.status, { ...answer.headers, ...size });
}

/** White space, which XML allows between elements, as fast as the other side takes it. */
function pourSpaces(response: ServerResponse, megabytes: number, done: () => void): void {
  if (response.destroyed) return;
  if (megabytes > 0) {
    response.write(Buffer.alloc(MEGABYTE, " "), () => pourSpaces(response, megabytes - 1, done));
  } else {
    done();
  }
}

function drip(response: ServerResponse, body: Buffer, milliseconds: number): void {
  if (response.destroyed) return;
  if (body.length <= DRIP_BYTES) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, DRIP_BYTES));
  setTimeout(() => drip(response, body.subarray(DRIP_BYTES), milliseconds), milliseconds).unref();
}
