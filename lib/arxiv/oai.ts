import { z } from "zod";
import { type ArxivContext, fetchArxiv } from "@/lib/arxiv/http";
import { parseInstant } from "@/lib/arxiv/instant";
import { type DeletedRecord, type OaiRecord, readOaiRecord } from "@/lib/arxiv/oai-record";
import type { ArxivAnswer } from "@/lib/arxiv/outcome";
import type { Skipped } from "@/lib/arxiv/skipped";
import { parseXml, XmlText } from "@/lib/arxiv/xml";
import { AppError } from "@/lib/errors";
import type { Day } from "@/lib/paper";

export type OaiContext = ArxivContext & { oaiUrl: string };

/** A set's records changed since a day, or what follows the page that gave a token. */
export type OaiAsk = { set: string; from: Day } | { token: string };

type Found = { records: OaiRecord[]; deleted: DeletedRecord[]; skipped: Skipped[] };

/** `none`: nothing changed since the day asked for, or arXiv's cache says so until midnight UTC. */
export type OaiPage = { kind: "none"; responseDate: Date } | OaiRecords;

/** `nextToken` is null on the last page; `cursor` and `completeListSize` where arXiv counts. */
export type OaiRecords = Found & {
  kind: "page";
  responseDate: Date;
  nextToken: string | null;
  tokenExpiresAt: Date | null;
  completeListSize: number | null;
  cursor: number | null;
};

/**
 * arXiv's pages have some 1,300 records, and at most 3,500 by its source (oai_config.py): 4 to 11 MB
 * at the 3 KB of an average record. Reading takes several times the size in memory, so no more.
 */
export const MAX_OAI_BYTES = 16 * 1024 * 1024;
/** The server composes a page for tens of seconds before its first byte. */
const TIMEOUT_MS = 300_000;

const [START, END] = ["<record>", "</record>"];

const Count = z.string().regex(/^\d{1,9}$/);
const Token = z.object({
  "#text": z.string().default(""),
  "@_expirationDate": z.string().optional(),
  "@_completeListSize": Count.optional().catch(undefined),
  "@_cursor": Count.optional().catch(undefined),
});
const AnyToken = z.preprocess(
  (value) => (typeof value === "string" ? { "#text": value } : value),
  Token,
);
const Failure = z.object({ "#text": z.string().default(""), "@_code": z.string() });

const Envelope = z.object({
  "OAI-PMH": z.object({
    responseDate: XmlText.transform(parseInstant).pipe(z.date()),
    error: z.preprocess((value) => (Array.isArray(value) ? value[0] : value), Failure.optional()),
    ListRecords: z
      .union([
        z.string(),
        // A record that stands here still was written in another way than we look for.
        z.object({ resumptionToken: AnyToken.optional(), record: z.never().optional() }),
      ])
      .transform((list) => (typeof list === "string" ? { resumptionToken: undefined } : list))
      .optional(),
  }),
});

/**
 * One page of `ListRecords` in `arXivRaw`. Never with `until`, as arXiv asks
 * (https://info.arxiv.org/help/oa/index.html). Throws what `fetchArxiv` throws, `arxiv_empty` for a
 * list without records, `arxiv_token_expired` where a token is no longer good, and `arxiv_rejected`
 * for every other error that OAI-PMH reports, with arXiv's words.
 */
export async function listRecords(ask: OaiAsk, context: OaiContext): Promise<OaiPage> {
  const url = addressOf(ask, context.oaiUrl);
  const request = { url, maxBytes: MAX_OAI_BYTES, timeoutMs: TIMEOUT_MS };
  return fetchArxiv(request, context, readPage);
}

function addressOf(ask: OaiAsk, oaiUrl: string): string {
  const url = new URL(oaiUrl);
  url.searchParams.set("verb", "ListRecords");
  if ("token" in ask) return `${url.href}&resumptionToken=${asGiven(ask.token)}`;
  url.searchParams.set("metadataPrefix", "arXivRaw");
  url.searchParams.set("set", ask.set);
  url.searchParams.set("from", ask.from);
  return url.href;
}

/**
 * arXiv gives tokens out percent-encoded, and encoding them again makes others of them. Only what
 * would end or split the parameter is encoded.
 */
function asGiven(token: string): string {
  return token.replace(/[^\x21-\x7e]+|["#&+<>]|%(?![0-9A-Fa-f]{2})/g, encodeURIComponent);
}

function readPage(answer: ArxivAnswer): OaiPage {
  const { envelope, found } = takeRecordsOut(answer.bytes);
  const parsed = Envelope.safeParse(parseXml(envelope));
  if (!parsed.success) throw new AppError("arxiv_bad_answer", "XML that is no OAI-PMH answer");
  const { responseDate, error, ListRecords: list } = parsed.data["OAI-PMH"];
  if (error?.["@_code"] === "noRecordsMatch") return { kind: "none", responseDate };
  if (error) throw refusal(error);
  if (!list) throw new AppError("arxiv_bad_answer", "an OAI-PMH answer without a list of records");
  const count = found.records.length + found.deleted.length + found.skipped.length;
  if (count === 0) throw new AppError("arxiv_empty", "a list without records");
  const token = list.resumptionToken;
  const nextToken = token?.["#text"].trim() || null;
  return {
    kind: "page",
    responseDate,
    ...found,
    nextToken,
    tokenExpiresAt: parseInstant(token?.["@_expirationDate"] ?? ""),
    completeListSize: countOf(token?.["@_completeListSize"]),
    cursor: countOf(token?.["@_cursor"]),
  };
}

/**
 * Reads the records one by one, and returns the answer without them: so that a malformed record costs
 * only itself, and no more than one is in memory as text. What is cut off in the middle of a record
 * stays in the envelope and spoils it.
 */
function takeRecordsOut(bytes: Buffer) {
  const found: Found = { records: [], deleted: [], skipped: [] };
  const rest: Buffer[] = [];
  let position = 0;
  for (;;) {
    const start = bytes.indexOf(START, position);
    const end = start < 0 ? -1 : bytes.indexOf(END, start);
    if (end < 0) break;
    rest.push(bytes.subarray(position, start));
    position = end + END.length;
    const read = readOaiRecord(bytes.toString("utf8", start, position));
    if ("reason" in read) found.skipped.push(read);
    else if ("paper" in read) found.records.push(read);
    else found.deleted.push(read);
  }
  rest.push(bytes.subarray(position));
  return { found, envelope: new TextDecoder().decode(Buffer.concat(rest)) };
}

function refusal({ "#text": text, "@_code": code }: z.infer<typeof Failure>): AppError {
  const message = `arXiv reports ${code}: ${text.trim() || "no more than that"}`;
  return code === "badResumptionToken"
    ? new AppError("arxiv_token_expired", `${message}. Begin the list again.`)
    : new AppError("arxiv_rejected", message);
}

function countOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}
