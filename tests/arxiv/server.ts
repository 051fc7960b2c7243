/**
 * A simulated arXiv: a real HTTP server on the loopback interface that answers the query API and the
 * daily feeds in arXiv's formats, from given papers, by its own clock, with the faults that a test
 * switches on. OAI-PMH and the listing pages find their place in `route`.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Day } from "@/lib/paper";
import type { Answer, Question } from "./answer.ts";
import { type ApiDistortion, answerApi } from "./api.ts";
import { type Archive, createArchive } from "./archive.ts";
import { createClock, type SimulatedClock } from "./clock.ts";
import { easternInstant } from "./eastern.ts";
import { answerInstead, indexInstant, spoilBody } from "./fault-answers.ts";
import { createFaultSwitchboard, type Fault, type FaultSwitchboard } from "./faults.ts";
import { createRequestLog, type LoggedRequest, type RequestLog } from "./log.ts";
import type { PaperSource } from "./paper-source.ts";
import { answerFeed } from "./rss.ts";
import { sendAnswer } from "./send.ts";
import { type Truth, tellTruth } from "./truth.ts";

export type SimulatedArxivOptions = {
  /** Lines of the corpus, or objects of that shape with revisions and later cross-lists. */
  papers: Iterable<PaperSource> | AsyncIterable<PaperSource>;
  /** The listing day that it begins with: the clock stands at 8:00 in New York on it. */
  day: Day;
  /** 0, the default: any free one. */
  port?: number;
  clock?: SimulatedClock;
  /** Weekdays without a listing. */
  holidays?: Iterable<Day>;
  onAnswered?: (entry: LoggedRequest) => void;
};

export type SimulatedArxiv = {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** The environment that points Broadsheet here. */
  env: Record<"ARXIV_RSS_URL" | "ARXIV_API_URL" | "ARXIV_OAI_URL" | "ARXIV_LIST_URL", string>;
  archive: Archive;
  clock: SimulatedClock;
  faults: FaultSwitchboard;
  log: RequestLog;
  truth(day: Day, category: string): Truth;
  /** Ends all connections, also those that a fault keeps open. */
  close(): Promise<void>;
};

const MORNING_HOUR = 8;

/** Starts it; rejects with the system's error where the port is taken. */
export async function startSimulatedArxiv(options: SimulatedArxivOptions): Promise<SimulatedArxiv> {
  const archive = await createArchive(options.papers, new Set(options.holidays ?? []));
  const clock = options.clock ?? createClock(easternInstant(options.day, MORNING_HOUR));
  const faults = createFaultSwitchboard();
  const log = createRequestLog();
  const unanswered = new Set<ServerResponse>();
  let connections = 0;

  const server = createServer(async (request, response) => {
    unanswered.add(response);
    // A client may ask again before this side hears that the last answer has arrived.
    const inFlight = [...unanswered].filter(({ writableEnded }) => !writableEnded).length;
    const entry = describeRequest(request, { at: clock.now(), inFlight, connections });
    log.entries.push(entry);
    response.on("close", () => {
      unanswered.delete(response);
      if (!response.writableEnded) entry.status = null;
      entry.endedAt = performance.now();
      options.onAnswered?.(entry);
    });
    try {
      const question = await readQuestion(request);
      entry.parameters = question.parameters;
      const fault = faults.strike(question);
      entry.fault = fault?.name ?? null;
      reply({ response, question, archive, now: clock.now(), fault });
    } catch (error) {
      // A client that goes away ends its request early; anything else is a mistake of the simulator.
      if (request.complete) response.writeHead(500).end(String(error));
    }
    entry.status = response.headersSent ? response.statusCode : null;
  });
  server.on("connection", (socket) => {
    connections += 1;
    socket.on("close", () => {
      connections -= 1;
    });
  });

  const url = await listen(server, options.port ?? 0);
  return {
    url,
    env: {
      ARXIV_RSS_URL: url,
      ARXIV_API_URL: `${url}/api/query`,
      ARXIV_OAI_URL: `${url}/oai`,
      ARXIV_LIST_URL: `${url}/list`,
    },
    archive,
    clock,
    faults,
    log,
    truth: (day, category) => tellTruth(archive, day, category),
    close: () => close(server),
  };
}

type Scene = { question: Question; archive: Archive; now: Date; fault: Fault | null };

function reply({ response, ...scene }: Scene & { response: ServerResponse }): void {
  response.sendDate = false;
  response.setHeader("date", scene.now.toUTCString());
  const { fault, question, now } = scene;
  const instead = fault && answerInstead(fault, question, now);
  const answer = instead ?? route(scene);
  sendAnswer(response, fault ? spoilBody(fault, answer) : answer, fault);
}

function route({ question, archive, now, fault }: Scene): Answer {
  const path = question.pathname.replace(/^\/moved(?=\/)/, "");
  if (path === "/api/query") {
    const distortion = API_DISTORTIONS[fault?.name ?? ""] ?? null;
    return answerApi(question, { archive, now: indexInstant(fault, now), distortion });
  }
  if (path.startsWith("/rss/") || path.startsWith("/atom/")) {
    const distortion = FEED_DISTORTIONS[fault?.name ?? ""] ?? null;
    return answerFeed({ ...question, pathname: path }, { archive, now, distortion });
  }
  return { status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not Found</h1>\n" };
}

const API_DISTORTIONS: Record<string, ApiDistortion> = {
  "empty-first-page": "empty",
  "phantom-total": "phantom-total",
  unsorted: "unsorted",
};
const FEED_DISTORTIONS: Record<string, "empty" | "stale"> = {
  "empty-first-page": "empty",
  "stale-feed": "stale",
};

function describeRequest(
  request: IncomingMessage,
  facts: Pick<LoggedRequest, "at" | "inFlight" | "connections">,
): LoggedRequest {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://simulated.invalid");
  return {
    ...facts,
    arrivedAt: performance.now(),
    method: request.method ?? "GET",
    pathname,
    parameters: searchParams,
    userAgent: request.headers["user-agent"] ?? null,
    endedAt: null,
    status: null,
    fault: null,
  };
}

async function readQuestion(request: IncomingMessage): Promise<Question> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://simulated.invalid");
  let form = "";
  for await (const chunk of request) form += String(chunk);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
  );
  return { pathname, parameters: form ? new URLSearchParams(form) : searchParams, headers };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
