/** OAI-PMH's XML as arXiv's templates write it, white space included (recorded in 2026). */
import { setSpecOf } from "./oai-sets.ts";
import type { PaperView } from "./papers.ts";
import { escapeText } from "./xml.ts";

export const OAI_URL = "http://oaipmh.arxiv.org/oai";
export const FORMATS = ["arXivRaw", "arXiv"] as const;
export type OaiFormat = (typeof FORMATS)[number];

const ROOT =
  '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" \n' +
  '         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n' +
  '         xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">';

/** A whole answer. `asked` becomes the attributes of `request`; an error shows none. */
export function renderOai(answer: {
  now: Date;
  asked: Readonly<Record<string, string>>;
  body: string;
}): string {
  const attributes = Object.entries(answer.asked).map(
    ([key, value]) => ` ${key}="${escapeMarkup(value)}"`,
  );
  const date = `${answer.now.toISOString().slice(0, 19)}Z`;
  return `<?xml version="1.0" encoding="UTF-8"?>

${ROOT}
    <responseDate>${date}</responseDate>
    
        <request${attributes.join("")}>${OAI_URL}</request>

    
${answer.body}
</OAI-PMH>
`;
}

export function renderOaiError({ code, message }: { code: string; message: string }): string {
  return `    <error code='${code}'>${escapeMarkup(message)}</error>`;
}

export function renderHeader(view: PaperView, modifiedAt: Date): string {
  const sets = view.categories.map((name) => line(12, "setSpec", setSpecOf(name)));
  return [
    "                <header>",
    line(8, "identifier", `oai:arXiv.org:${view.id}`),
    line(8, "datestamp", modifiedAt.toISOString().slice(0, 10)),
    ...sets,
    "    </header>",
  ].join("\n");
}

export function renderRecord(view: PaperView, modifiedAt: Date, format: OaiFormat): string {
  const metadata = format === "arXiv" ? renderArxiv(view, modifiedAt) : renderRaw(view);
  return `<record>
${renderHeader(view, modifiedAt)}

            <metadata>
                        ${openTag(format)}
${metadata.join("\n")}
    </${format}>

            </metadata>
        </record>`;
}

function renderRaw(view: PaperView): string[] {
  const authors = view.authorsText ?? view.authors.map(({ name }) => name).join(", ");
  return [
    line(8, "id", view.id),
    line(8, "submitter", view.submitter),
    ...view.history.flatMap((version) => [
      `            <version version="v${version.number}">`,
      line(16, "date", version.submittedAt.toUTCString()),
      line(16, "size", `${version.kilobytes}kb`),
      ...optional(20, "source_type", version.sourceType),
      "            </version>",
    ]),
    line(8, "title", view.title),
    line(8, "authors", authors),
    line(8, "categories", view.categories.join(" ")),
    ...renderRest(view),
  ];
}

/** `created` is the current version's day: so the service's source has it since March 2025. */
function renderArxiv(view: PaperView, modifiedAt: Date): string[] {
  return [
    line(8, "id", view.id),
    line(8, "created", view.submittedAt.toISOString().slice(0, 10)),
    line(8, "updated", modifiedAt.toISOString().slice(0, 10)),
    "        <authors>",
    ...view.authors.flatMap(({ name }) => {
      const [, forenames, keyname] = /^(.*?)\s?(\S*)$/.exec(name) ?? [];
      return [
        "                <author>",
        line(20, "keyname", keyname ?? name),
        ...optional(24, "forenames", forenames || null),
        "                </author>",
      ];
    }),
    "        </authors>",
    line(8, "title", view.title),
    line(12, "categories", view.categories.join(" ")),
    ...renderRest(view),
  ];
}

/** The service's template prints the MSC class where the ACM class belongs. */
function renderRest(view: PaperView): string[] {
  return [
    ...optional(12, "comments", view.comment),
    ...optional(12, "report-no", view.reportNo),
    ...optional(12, "acm-class", view.acmClass && (view.mscClass ?? "None")),
    ...optional(12, "msc-class", view.mscClass),
    ...optional(12, "journal-ref", view.journalRef),
    ...optional(12, "doi", view.doi),
    ...optional(12, "license", view.license),
    ...optional(12, "abstract", view.abstract),
  ];
}

function openTag(format: OaiFormat): string {
  const namespace = `http://arxiv.org/OAI/${format}/`;
  const schema = `https://oaipmh.arxiv.org/OAI/${format}.xsd`;
  return `<${format} xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${namespace} ${schema}">`;
}

function line(indent: number, name: string, text: string): string {
  return `${" ".repeat(indent)}<${name}>${escapeMarkup(text)}</${name}>`;
}

function optional(indent: number, name: string, text: string | null): string[] {
  return text ? [line(indent, name, text)] : [];
}

/** Jinja's escaping, which the recordings show, and without what XML forbids. */
function escapeMarkup(text: string): string {
  return escapeText(text).replaceAll('"', "&#34;").replaceAll("'", "&#39;");
}
