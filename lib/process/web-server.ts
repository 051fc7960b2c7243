import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { AppError } from "@/lib/errors";

/** A running site. */
export type WebServer = { url: string; close(): Promise<void> };

/**
 * For the process that serves pages: what one page leaves behind fits in this part of V8's heap, of
 * three times as many megabytes, and is swept away young instead of being copied about.
 */
export const WEB_NODE_FLAGS = ["--max-semi-space-size=32"];

/** How long the pages of development may take to close, which have nothing to lose. */
const DEVELOPMENT_CLOSE_MS = 1_000;

/**
 * Serves the pages on `host` and `port` (0 for any free one). Next's own command binds every
 * interface and gives no say in how it stops, hence a server of our own around it.
 * @throws AppError `port_in_use`.
 */
export async function startWebServer(options: {
  host: string;
  port: number;
  /** Where the built pages are; null in development, where they are made as they are asked for. */
  pages: string | null;
}): Promise<WebServer> {
  const { host, port, pages } = options;
  if (pages !== null) process.env["PAGES_DIR"] = pages; // next.config.ts reads it
  const server = createServer();
  // The port first: when it is taken, nobody should wait for the pages to load.
  const bound = await listen(server, { host, port });
  const app = next({ dev: pages === null, hostname: host, port: bound, dir: process.cwd() });
  const prepared = app.prepare();
  const handle = app.getRequestHandler();
  // A request that comes before the pages are loaded waits for them.
  server.on("request", (request, response) => {
    prepared.then(() => handle(request, response)).catch(() => response.destroy());
  });
  try {
    await prepared;
  } catch (error) {
    server.close();
    server.closeAllConnections();
    throw error;
  }
  const close = async () => {
    server.close();
    server.closeIdleConnections();
    const forced = setTimeout(() => server.closeAllConnections(), 2_000);
    if (server.listening) await new Promise((resolve) => server.once("close", resolve));
    clearTimeout(forced);
    // Next's development server may never finish closing once it has made a page.
    const closing = app.close();
    await (pages === null ? Promise.race([closing, sleep(DEVELOPMENT_CLOSE_MS)]) : closing);
  };
  return { url: urlOf(host, bound), close };
}

/** The address a person on this machine opens; a wildcard host is reached through loopback. */
export function urlOf(host: string, port: number): string {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** Binds the server; resolves with the port. */
export function listen(server: Server, at: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(wordFailure(cause, at)));
    server.listen(at.port, at.host, () => resolve((server.address() as AddressInfo).port));
  });
}

function wordFailure(cause: NodeJS.ErrnoException, { host, port }: { host: string; port: number }) {
  if (cause.code === "EADDRINUSE") {
    const message = `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
    return new AppError("port_in_use", message, { cause });
  }
  if (cause.code === "EACCES" || cause.code === "EADDRNOTAVAIL" || cause.code === "ENOTFOUND") {
    const message = `Cannot listen on ${host}, port ${port} (${cause.code}). Check HOST and PORT.`;
    return new AppError("bad_environment", message, { cause });
  }
  return cause;
}
