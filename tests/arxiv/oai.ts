import { addDays, type Day } from "@/lib/paper";
import type { Answer, Question } from "./answer.ts";
import type { Archive } from "./archive.ts";
import {
  checkNames,
  type ListArguments,
  OaiError,
  readArguments,
  readFormat,
  readListArguments,
} from "./oai-arguments.ts";
import { choosePage, countRows, findRow } from "./oai-page.ts";
import { listSets } from "./oai-sets.ts";
import { createTokenDesk, type TokenForm } from "./oai-tokens.ts";
import {
  FORMATS,
  OAI_URL,
  renderHeader,
  renderOai,
  renderOaiError,
  renderRecord,
} from "./oai-xml.ts";

/** What a fault may change in an answer of OAI-PMH. */
export type OaiDistortion = "empty" | "no-records" | "token-expired" | "records-moved" | null;

export type OaiOptions = {
  /** Records on a page; 1,300, as observed in 2026. */
  pageSize?: number;
  /** Identifiers on a page of ListIdentifiers; 20,000. */
  identifiersPageSize?: number;
  tokenForm?: TokenForm;
};

export type OaiService = {
  answer(question: Question, at: { now: Date; distortion: OaiDistortion }): Answer;
};

/** How many records the fault moves while a list is being read. */
const MOVED = 3;

type Part = { asked: Record<string, string>; body: string };
type Scene = { now: Date; distortion: OaiDistortion };

/**
 * Answers `/oai`. Errors come with status 200, and are kept for the address that was asked until
 * midnight UTC, as arXiv's delivery network is told to (Surrogate-Control of the service's source).
 */
export function createOai(archive: Archive, options: OaiOptions = {}): OaiService {
  const { pageSize = 1300, identifiersPageSize = 20_000, tokenForm = "quoted" } = options;
  const tokens = createTokenDesk(tokenForm);
  const kept = new Map<string, { answer: Answer; until: number }>();

  function answer(question: Question, scene: Scene): Answer {
    const key = question.parameters.toString();
    const cached = kept.get(key);
    if (cached && cached.until > scene.now.getTime()) return cached.answer;
    kept.delete(key);
    try {
      const { asked, body } = answerVerb(readArguments(question.parameters), scene);
      return say(renderOai({ now: scene.now, asked, body }), 345_600);
    } catch (error) {
      if (!(error instanceof OaiError)) throw error;
      const body = renderOaiError({ code: error.code, message: error.message });
      const until = nextMidnight(scene.now);
      const seconds = Math.ceil((until - scene.now.getTime()) / 1000);
      const said = say(renderOai({ now: scene.now, asked: {}, body }), seconds);
      kept.set(key, { answer: said, until });
      return said;
    }
  }

  function answerVerb(given: Record<string, string>, scene: Scene): Part {
    const verb = given["verb"];
    const asked = given;
    switch (verb) {
      case "Identify":
        checkNames(given, {});
        return { asked, body: identify() };
      case "ListMetadataFormats":
        checkNames(given, { allowed: ["identifier"] });
        return { asked, body: describeFormats() };
      case "ListSets":
        checkNames(given, {});
        return { asked, body: describeSets() };
      case "GetRecord":
        return { asked, body: getRecord(given, scene.now) };
      case "ListRecords":
      case "ListIdentifiers":
        return list(given, verb, scene);
      default:
        throw new OaiError("badVerb");
    }
  }

  function getRecord(given: Record<string, string>, now: Date): string {
    checkNames(given, { needed: ["identifier", "metadataPrefix"] });
    const id = /^oai:arXiv\.org:(.+)$/.exec(given["identifier"] ?? "")?.[1];
    if (!id) throw new OaiError("badArgument");
    const format = readFormat(given["metadataPrefix"]);
    const row = findRow(archive, id, now);
    if (!row) throw new OaiError("idDoesNotExist");
    return inElement("GetRecord", [renderRecord(row.view, row.at, format)]);
  }

  function list(given: Record<string, string>, verb: string, scene: Scene): Part {
    const { now, distortion } = scene;
    const token = given["resumptionToken"];
    if (token !== undefined) checkNames(given, { needed: ["resumptionToken"] });
    const resumed = token === undefined ? null : tokens.read(token, now);
    const isRefused = token !== undefined && (!resumed || distortion === "token-expired");
    if (isRefused || (resumed && resumed.parameters["verb"] !== verb)) {
      throw new OaiError("badResumptionToken");
    }
    const asked = resumed?.parameters ?? given;
    const wanted = readListArguments(asked, now);
    if (resumed && distortion === "records-moved") moveRecords(wanted, resumed.skip, now);
    const size = verb === "ListRecords" ? pageSize : identifiersPageSize;
    const page = choosePage(archive, { list: wanted, skip: resumed?.skip ?? 0, size, now });
    if (distortion === "empty") return { asked, body: inElement(verb, []) };
    if (page.rows.length === 0 || distortion === "no-records") throw new OaiError("noRecordsMatch");
    const lines = page.rows.map(({ view, at }) =>
      verb === "ListRecords" ? renderRecord(view, at, wanted.format) : renderHeader(view, at),
    );
    if (resumed || page.next) {
      const { next } = page;
      const going = next && { parameters: { ...asked, from: next.from }, skip: next.skip };
      const position = resumed?.position ?? 0;
      const left = tokenForm === "numbered" ? countRows(archive, wanted, now) : 0;
      const total = position + left - (resumed?.skip ?? 0);
      const progress = { position, size: page.rows.length, total };
      lines.push(`        ${tokens.render(going, progress, now)}`);
    }
    return { asked, body: inElement(verb, lines) };
  }

  /** Changes the first records of the page before: they move to the end, and the rest moves up. */
  function moveRecords(wanted: ListArguments, skip: number, now: Date): void {
    const size = Math.min(skip, MOVED);
    const { rows } = choosePage(archive, { list: wanted, skip: 0, size, now });
    for (const { view } of rows) archive.modifications.touch(view.id, now);
  }

  return { answer };
}

function identify(): string {
  return inElement("Identify", [
    "        <repositoryName>arXiv</repositoryName>",
    `        <baseURL>${OAI_URL}</baseURL>`,
    "        <protocolVersion>2.0</protocolVersion>",
    "        <adminEmail>help@arxiv.org</adminEmail>",
    "        <earliestDatestamp>2005-09-16</earliestDatestamp>",
    "        <deletedRecord>persistent</deletedRecord>",
    "        <granularity>YYYY-MM-DD</granularity>",
  ]);
}

function describeFormats(): string {
  return inElement(
    "ListMetadataFormats",
    FORMATS.map(
      (name) =>
        `<metadataFormat><metadataPrefix>${name}</metadataPrefix><schema>https://oaipmh.arxiv.org/OAI/${name}.xsd</schema><metadataNamespace>http://arxiv.org/OAI/${name}/</metadataNamespace></metadataFormat>`,
    ),
  );
}

function describeSets(): string {
  const sets = listSets().map(
    ({ spec, name }) =>
      `    <set>\n        <setSpec>${spec}</setSpec>\n        <setName>${name.replaceAll("&", "&amp;")}</setName>\n    </set>`,
  );
  return inElement("ListSets", sets);
}

function inElement(name: string, lines: readonly string[]): string {
  return [`    <${name}>`, ...lines, `    </${name}>`].join("\n");
}

function say(body: string, maxAge: number): Answer {
  const headers = {
    "content-type": "application/xml",
    "surrogate-control": `max-age=${maxAge}`,
  };
  return { status: 200, headers, body };
}

function nextMidnight(now: Date): number {
  return Date.parse(`${addDays(now.toISOString().slice(0, 10) as Day, 1)}T00:00:00Z`);
}
