/**
 * A simulated arXiv: a real HTTP server on the loopback interface that answers the query API, the
 * daily feeds, OAI-PMH and the pages of new listings in arXiv's formats, from given papers, by its
 * own clock, with the faults that a test switches on.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Day } from "@/lib/paper";
import type { Question } from "./answer.ts";
import { type Archive, createArchive } from "./archive.ts";
import { createClock, type SimulatedClock } from "./clock.ts";
import { easternInstant } from "./eastern.ts";
import { answerInstead, spoilBody } from "./fault-answers.ts";
import { FAULTS, type FaultLayer } from "./fault-names.ts";
import { createFaultSwitchboard, type Fault, type FaultSwitchboard } from "./faults.ts";
import { createRequestLog, type LoggedRequest, type RequestLog } from "./log.ts";
import type { OaiOptions } from "./oai.ts";
import type { PaperSource } from "./paper-source.ts";
import { createRoutes } from "./routes.ts";
import { sendAnswer } from "./send.ts";
import { sourceOf, withoutRedirect } from "./source-name.ts";
import { createTruth, type TruthTeller } from "./truth.ts";

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
  oai?: OaiOptions;
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
  truth: TruthTeller;
  /** Ends all connections, also those that a fault keeps open. */
  close(): Promise<void>;
};

const MORNING_HOUR = 8;

/** Starts it; rejects with the system's error where the port is taken. */
export async function startSimulatedArxiv(options: SimulatedArxivOptions): Promise<SimulatedArxiv> {
  const archive = await createArchive(options.papers, new Set(options.holidays ?? []));
  const clock = options.clock ?? createClock(easternInstant(options.day, MORNING_HOUR));
  const route = createRoutes(archive, options.oai ? { oai: options.oai } : {});
  const faults = createFaultSwitchboard();
  const log = createRequestLog();
  const unanswered = new Map<ServerResponse, LoggedRequest>();
  let connections = 0;

  const server = createServer(async (request, response) => {
    // A client may ask again before this side hears that the last answer has arrived.
    const others = [...unanswered].filter(([{ writableEnded }]) => !writableEnded);
    for (const [, other] of others) other.isOverlapping = true;
    const inFlight = others.length + 1;
    const entry = describeRequest(request, { at: clock.now(), inFlight, connections });
    unanswered.set(response, entry);
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
      const struck = faults.strike(question);
      entry.fault = struck.map(({ name }) => name).join("+") || null;
      reply({ response, question, route, now: clock.now(), struck });
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
    truth: createTruth(archive),
    close: () => close(server),
  };
}

type Scene = {
  question: Question;
  route: ReturnType<typeof createRoutes>;
  now: Date;
  struck: readonly Fault[];
};

function reply({ response, question, route, now, struck }: Scene & { response: ServerResponse }) {
  response.sendDate = false;
  response.setHeader("date", now.toUTCString());
  const of = (layer: FaultLayer) => struck.find(({ name }) => FAULTS[name].layer === layer) ?? null;
  const path = withoutRedirect(question.pathname);
  const instead = of("answer");
  const spoiled = of("text");
  const answer =
    (instead && answerInstead(instead, question, now)) ??
    route(
      sourceOf(path),
      { ...question, pathname: path },
      {
        now,
        distortion: of("content")?.name ?? null,
      },
    );
  sendAnswer(response, spoiled ? spoilBody(spoiled, answer) : answer, of("wire"));
}

function describeRequest(
  request: IncomingMessage,
  facts: Pick<LoggedRequest, "at" | "inFlight" | "connections">,
): LoggedRequest {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://simulated.invalid");
  return {
    ...facts,
    arrivedAt: performance.now(),
    method: request.method ?? "GET",
    source: sourceOf(pathname),
    url: request.url ?? "/",
    pathname,
    parameters: searchParams,
    userAgent: request.headers["user-agent"] ?? null,
    isOverlapping: facts.inFlight > 1,
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
