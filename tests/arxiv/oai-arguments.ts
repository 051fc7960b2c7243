/** What a request to OAI-PMH asks for, checked as arXiv's service checks it. */
import { addDays, type Day, parseDay } from "@/lib/paper";
import { EARLIEST } from "./modifications.ts";
import { parseSetSpec } from "./oai-sets.ts";
import { FORMATS, type OaiFormat } from "./oai-xml.ts";

/** The protocol's own words for each error; all but 503 come with status 200. */
export const OAI_ERRORS = {
  badArgument: "The request includes illegal arguments or is missing required ones.",
  badResumptionToken: "The value of the resumptionToken argument is invalid or expired.",
  badVerb: "The value of the verb argument is not a legal verb, or it is missing or repeated.",
  cannotDisseminateFormat: "The repository does not support this metadata format.",
  idDoesNotExist: "The identifier is unknown in this repository.",
  noRecordsMatch: "The combination of from, until, set and metadataPrefix gives an empty list.",
} as const;

export class OaiError extends Error {
  readonly code: keyof typeof OAI_ERRORS;

  constructor(code: keyof typeof OAI_ERRORS) {
    super(OAI_ERRORS[code]);
    this.code = code;
  }
}

export type ListArguments = {
  format: OaiFormat;
  from: Day | null;
  until: Day | null;
  isInSet: (categories: readonly string[]) => boolean;
};

/** The arguments as they were given, each once. Throws `badArgument` where one is repeated. */
export function readArguments(parameters: URLSearchParams): Record<string, string> {
  const given = Object.fromEntries(parameters);
  if (Object.keys(given).length !== parameters.size) throw new OaiError("badArgument");
  return given;
}

/** Throws `badArgument` unless all of `needed` and nothing beyond `allowed` are given. */
export function checkNames(
  given: Readonly<Record<string, string>>,
  { needed = [], allowed = [] }: { needed?: readonly string[]; allowed?: readonly string[] },
): void {
  const known = ["verb", ...needed, ...allowed];
  const isKnown = Object.keys(given).every((name) => known.includes(name));
  if (!isKnown || needed.some((name) => !(name in given))) throw new OaiError("badArgument");
}

export function readListArguments(
  given: Readonly<Record<string, string>>,
  now: Date,
): ListArguments {
  checkNames(given, { needed: ["metadataPrefix"], allowed: ["from", "until", "set"] });
  const { from, until, set } = { from: given["from"], until: given["until"], set: given["set"] };
  const tomorrow = addDays(now.toISOString().slice(0, 10) as Day, 1);
  const first = from === undefined ? null : readDate(from);
  const last = until === undefined ? null : readDate(until);
  if (first && first < EARLIEST.toISOString().slice(0, 10)) throw new OaiError("badArgument");
  if (last && last > tomorrow) throw new OaiError("badArgument");
  if (first && last && first > last) throw new OaiError("badArgument");
  const isInSet = set === undefined ? () => true : parseSetSpec(set);
  if (!isInSet) throw new OaiError("badArgument");
  return { format: readFormat(given["metadataPrefix"]), from: first, until: last, isInSet };
}

export function readFormat(text: string | undefined): OaiFormat {
  const format = FORMATS.find((name) => name === text);
  if (!format) throw new OaiError("cannotDisseminateFormat");
  return format;
}

function readDate(text: string): Day {
  const day = parseDay(text);
  if (!day) throw new OaiError("badArgument");
  return day;
}
