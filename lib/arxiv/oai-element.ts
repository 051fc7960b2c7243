/** Elements whose text is read, of the header and of `arXivRaw`, by local name. */
const FIELDS: ReadonlySet<string> = new Set(
  (
    "identifier datestamp setSpec id submitter date source_type title authors categories comments " +
    "report-no journal-ref doi license abstract"
  ).split(" "),
);

/** Deeper than any record; arXiv's have five levels. */
const DEEPEST = 20;

/** A tag from its `<` on: slash, name, attributes, slash. */
const TAG =
  /<(\/?)([A-Za-z_][\w.-]*(?::[\w.-]+)?)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w{1,10}));|&/g;
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

export type VersionElement = { version: string; date: string; source_type: string };

/** A record's texts as they stand in it; of elements that come twice, the last. */
export type RecordElement = {
  isDeleted: boolean;
  setSpecs: string[];
  versions: VersionElement[];
  texts: Record<string, string>;
};

/**
 * Takes one `record` element apart, or says what is wrong with it. A backfill spends its time here, and
 * a record is flat: stepping from tag to tag reads whole pages half again as fast as checking and then
 * parsing them with libraries did. What arXiv never writes is refused, not guessed at.
 */
export function readRecordElement(xml: string): RecordElement | { damage: string } {
  const record: RecordElement = {
    isDeleted: false,
    setSpecs: [],
    versions: [],
    texts: Object.create(null),
  };
  const open: string[] = [];
  let field: { name: string; depth: number; text: string } | null = null;
  let position = 0;
  for (;;) {
    const start = xml.indexOf("<", position);
    if (field && start > position) {
      const text = decodeReferences(xml.slice(position, start));
      if (text === null) return { damage: "a bare ampersand" };
      field.text += text;
    }
    if (start < 0) break;
    const aside = readAside(xml, start);
    if (aside) {
      if (aside.end < 0) return { damage: "a comment or section without end" };
      if (field) field.text += aside.text;
      position = aside.end;
      continue;
    }
    TAG.lastIndex = start;
    const tag = TAG.exec(xml);
    if (!tag) return { damage: `no tag at "${xml.slice(start, start + 20)}"` };
    position = TAG.lastIndex;
    const [, isEnd, name = "", attributes = "", isEmpty] = tag;
    if (!isEnd) {
      if (open.push(name) > DEEPEST) return { damage: "too deep a nest of elements" };
      const local = name.slice(name.indexOf(":") + 1);
      noteElement(record, local, attributes);
      if (!field && FIELDS.has(local)) field = { name: local, depth: open.length, text: "" };
    }
    if (isEnd || isEmpty) {
      if (open.at(-1) !== name) return { damage: `</${name}> where another element is open` };
      if (field?.depth === open.length) {
        keepText(record, field);
        field = null;
      }
      open.pop();
    }
  }
  return open.length > 0 ? { damage: `<${open.at(-1)}> without end` } : record;
}

function noteElement(record: RecordElement, name: string, attributes: string): void {
  if (name === "header") record.isDeleted = /\sstatus\s*=\s*["']deleted["']/.test(attributes);
  if (name !== "version") return;
  const version = /\sversion\s*=\s*["'](\w+)["']/.exec(attributes)?.[1] ?? "";
  record.versions.push({ version, date: "", source_type: "" });
}

function keepText(record: RecordElement, { name, text }: { name: string; text: string }): void {
  const version = record.versions.at(-1);
  if (name === "setSpec") record.setSpecs.push(text.trim());
  else if ((name === "date" || name === "source_type") && version) version[name] = text.trim();
  else record.texts[name] = text;
}

/** A comment, an instruction or a section of literal text at `start`; its end is -1 where it has none. */
function readAside(xml: string, start: number): { text: string; end: number } | null {
  const kinds = [
    ["<!--", "-->"],
    ["<![CDATA[", "]]>"],
    ["<?", "?>"],
  ] as const;
  const second = xml.charAt(start + 1);
  if (second !== "!" && second !== "?") return null;
  const kind = kinds.find(([opening]) => xml.startsWith(opening, start));
  if (!kind) return { text: "", end: -1 };
  const [opening, closing] = kind;
  const from = start + opening.length;
  const end = xml.indexOf(closing, from);
  if (end < 0) return { text: "", end };
  return {
    text: second === "!" && opening !== "<!--" ? xml.slice(from, end) : "",
    end: end + closing.length,
  };
}

/** Null where an ampersand begins no reference; a name that XML does not know stays as it is. */
function decodeReferences(text: string): string | null {
  if (!text.includes("&")) return text;
  let isBad = false;
  const decoded = text.replace(REFERENCE, (whole, decimal, hexadecimal, name) => {
    if (name) return NAMED[name] ?? whole;
    if (whole === "&") isBad = true;
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
  return isBad ? null : decoded;
}
