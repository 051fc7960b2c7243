import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { foldText } from "@/lib/fold-text";

/** Elements that may come once or often; they are arrays either way. */
const REPEATED: ReadonlySet<string> = new Set(["entry", "item", "author", "category"]);

/**
 * Names lose their namespace prefix, which arXiv has declared in different places over the years.
 * `htmlEntities` is what makes this parser decode numeric references; values stay text, since a
 * paper may be titled "0".
 */
const PARSER = new XMLParser({
  ignoreAttributes: false,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => REPEATED.has(name),
  jPath: false,
  htmlEntities: true,
  // A document that declares entities is refused below; this holds should one slip through.
  processEntities: { enabled: true, maxEntityCount: 1, maxEntitySize: 1, maxExpansionDepth: 1 },
});

const XML_DECLARATION = /^<\?xml[^>]*>\s*/;
const HTML = /^<(?:!doctype\s+html|html)[\s>]/i;
const DECLARATIONS = /<!(?:DOCTYPE|ENTITY)\b/i;
const ROOT = /<([A-Za-z_][\w:.-]*)/;

/**
 * The tree of an XML document: elements by local name, attributes as `@_name`, text as strings.
 * Throws `arxiv_bad_answer`, saying which, on nothing, a web page, plain text, a document that is cut
 * off, one that is malformed, and one that declares entities (arXiv's never do).
 */
export function parseXml(body: string): unknown {
  const text = body.trim();
  if (text === "") throw badAnswer("an empty body");
  if (isWebPage(text)) throw badAnswer("a web page where XML was expected", text);
  if (!text.startsWith("<")) throw badAnswer("plain text where XML was expected", text);
  if (DECLARATIONS.test(text)) throw badAnswer("XML with a document type declaration", text);
  const validity = XMLValidator.validate(text);
  if (validity !== true) throw badAnswer(`${describeDamage(text)} (${validity.err.msg})`, text);
  try {
    return PARSER.parse(text);
  } catch (error) {
    throw badAnswer("XML that cannot be read", text, error);
  }
}

/** Text of an element that may carry attributes, white space folded; of several, the first. */
export const XmlText = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value),
  z
    .union([
      z.string(),
      z.object({ "#text": z.string().default("") }).transform((element) => element["#text"]),
    ])
    .transform(foldText),
);

/** The same, with null for an element that is empty or not there. */
export const OptionalXmlText = XmlText.optional().transform((text) => text || null);

/** The `term` of an Atom category. */
export const XmlTerm = z.object({ "@_term": z.string() }).transform((element) => element["@_term"]);

function badAnswer(what: string, text = "", cause?: unknown): AppError {
  const start = text === "" ? "" : `: ${foldText(text.slice(0, 200))}`;
  return new AppError("arxiv_bad_answer", `${what}${start}`, { cause });
}

/** Comments may come first, and of any length: an expression that steps over them overflows. */
function isWebPage(text: string): boolean {
  let start = XML_DECLARATION.exec(text)?.[0].length ?? 0;
  while (text.startsWith("<!--", start)) {
    const end = text.indexOf("-->", start);
    if (end < 0) return false;
    start = end + 3;
    while (/\s/.test(text.charAt(start))) start++;
  }
  return HTML.test(text.slice(start, start + 100));
}

/** A document that does not end with its root's end tag was cut off; any other damage is inside it. */
function describeDamage(text: string): string {
  const root = ROOT.exec(text)?.[1];
  return root && text.endsWith(`</${root}>`) ? "malformed XML" : "XML that was cut off";
}
