import { XMLValidator } from "fast-xml-parser";
import { Parser } from "htmlparser2";

/** Elements whose text is read, of the header and of `arXivRaw`, by local name. */
const FIELDS: ReadonlySet<string> = new Set(
  (
    "identifier datestamp setSpec id submitter date source_type title authors categories comments " +
    "report-no journal-ref doi license abstract"
  ).split(" "),
);

/** Deeper than any record; arXiv's have five levels. */
const DEEPEST = 20;

export type VersionElement = { version: string; date: string; source_type: string };

/** A record's texts as they stand in it; of elements that come twice, the last. */
export type RecordElement = {
  isDeleted: boolean;
  setSpecs: string[];
  versions: VersionElement[];
  texts: Record<string, string>;
};

/**
 * Takes one `record` element apart. It is flat, so a stream of tags does: a tree of a page of 3,500
 * records takes several times as long and as much memory. Returns what is wrong with bad XML.
 */
export function readRecordElement(xml: string): RecordElement | { damage: string } {
  const validity = XMLValidator.validate(xml);
  if (validity !== true) return { damage: validity.err.msg };
  const record: RecordElement = {
    isDeleted: false,
    setSpecs: [],
    versions: [],
    texts: Object.create(null),
  };
  let depth = 0;
  let field: string | null = null;
  let text = "";
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (++depth > DEEPEST) parser.pause(); // its stack takes time by the square of its height
        const name = localName(tag);
        if (name === "header") record.isDeleted = attributes["status"] === "deleted";
        if (name === "version") {
          record.versions.push({ version: attributes["version"] ?? "", date: "", source_type: "" });
        }
        if (field !== null || !FIELDS.has(name)) return;
        field = name;
        text = "";
      },
      ontext(data) {
        if (field !== null) text += data;
      },
      onclosetag(tag) {
        depth--;
        if (field === null || localName(tag) !== field) return;
        keepText(record, field, text);
        field = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return depth > DEEPEST ? { damage: "too deep a nest of elements" } : record;
}

function keepText(record: RecordElement, field: string, text: string): void {
  const version = record.versions.at(-1);
  if (field === "setSpec") record.setSpecs.push(text.trim());
  else if ((field === "date" || field === "source_type") && version) version[field] = text.trim();
  else record.texts[field] = text;
}

function localName(tag: string): string {
  return tag.slice(tag.indexOf(":") + 1);
}
