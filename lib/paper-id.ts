/**
 * arXiv identifiers: reading them from whatever people paste, ordering them, linking to them.
 * The two schemes: https://info.arxiv.org/help/arxiv_identifier.html
 */

/** An identifier without its version, and the version where the text named one. */
export type PaperReference = { id: string; version: number | null };

/** Addresses of one paper on arxiv.org. */
export type PaperLinks = { abs: string; pdf: string; html: string };

/** Archives that gave out identifiers of the old scheme (until March 2007). */
const OLD_ARCHIVES: ReadonlySet<string> = new Set(
  (
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas " +
    "cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin " +
    "nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con"
  ).split(" "),
);

/** Longer than any address; the patterns below are not made for whole documents. */
const LONGEST_TEXT = 2000;

const SITES =
  /^(?:https?:\/\/)?(?:(?:[a-z]+\.)?arxiv\.org|(?:www\.)?alphaxiv\.org|ar5iv(?:\.labs\.arxiv)?\.org)\/(?:abs|pdf|html|format|ps|src|e-print|overview)\//i;
const HUGGING_FACE = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\/papers\//i;
const DOI = /^(?:(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\./i;
const PREFIX = /^arxiv:\s*/i;
const OAI_PREFIX = "oai:arxiv.org:";

const NEW_SCHEME = /^(\d{2})(\d{2})\.(\d{4,5})(?:v([1-9]\d{0,3}))?$/i;
const OLD_SCHEME = /^([a-z-]+)(?:\.[a-z-]+)?\/(\d{2})(\d{2})(\d{3})(?:v([1-9]\d{0,3}))?$/i;

/**
 * The identifier in `text`, canonical and without its version, or null where there is none. Takes a
 * bare identifier, `arXiv:` and its DOI, and addresses on arXiv, alphaXiv, ar5iv and Hugging Face.
 * An old subject class is dropped, as arXiv does: `math.GT/0309136` is `math/0309136`.
 */
export function parsePaperId(text: string): PaperReference | null {
  if (text.length > LONGEST_TEXT) return null;
  const bare = unwrap(text.trim());
  return readNewScheme(bare) ?? readOldScheme(bare);
}

/** The identifier of an OAI record or a feed entry, `oai:arXiv.org:2203.01250v3`. */
export function oaiIdToPaperId(text: string): PaperReference | null {
  const trimmed = text.trim();
  if (trimmed.slice(0, OAI_PREFIX.length).toLowerCase() !== OAI_PREFIX) return null;
  const bare = trimmed.slice(OAI_PREFIX.length);
  return readNewScheme(bare) ?? readOldScheme(bare);
}

/**
 * Orders identifiers by month and number, oldest first; for `sort`. A total order: old identifiers
 * of one month and number go by archive, and what is no arXiv identifier comes first, by its text.
 */
export function comparePaperIds(a: string, b: string): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left.month - right.month || left.number - right.number || compareText(a, b);
}

/** Addresses on arxiv.org, or null where `id` is no arXiv identifier (a sample paper's is not). */
export function paperLinks(id: string): PaperLinks | null {
  const paper = parsePaperId(id);
  if (!paper) return null;
  const address = (kind: string) => `https://arxiv.org/${kind}/${paper.id}`;
  return { abs: address("abs"), pdf: address("pdf"), html: address("html") };
}

/** Takes away what people and sites write around an identifier. */
function unwrap(text: string): string {
  for (const wrapping of [SITES, HUGGING_FACE]) {
    if (!wrapping.test(text)) continue;
    const path = text.replace(wrapping, "").replace(/[?#].*$/s, "");
    return path
      .replace(/%2f/i, "/")
      .replace(/\/$/, "")
      .replace(/\.pdf$/i, "");
  }
  if (DOI.test(text)) return text.replace(DOI, "");
  // The stamp on a paper's first page: arXiv:2401.01234v2 [cs.LG]
  return text
    .replace(PREFIX, "")
    .replace(/\s+\[[a-z.-]+\]$/i, "")
    .replace(/\.pdf$/i, "");
}

function readNewScheme(bare: string): PaperReference | null {
  const match = NEW_SCHEME.exec(bare);
  if (!match) return null;
  const [, year = "", month = "", number = "", version] = match;
  const yearMonth = Number(year + month);
  // Four digits until the end of 2014, five since; the years 91 to 99 belong to the old scheme.
  const digits = yearMonth < 1501 ? 4 : 5;
  if (!isMonth(month) || yearMonth < 704 || yearMonth > 9012) return null;
  if (number.length !== digits || Number(number) === 0) return null;
  return { id: `${year}${month}.${number}`, version: version ? Number(version) : null };
}

function readOldScheme(bare: string): PaperReference | null {
  const match = OLD_SCHEME.exec(bare);
  if (!match) return null;
  const [, archive = "", year = "", month = "", number = "", version] = match;
  const name = archive.toLowerCase();
  if (!OLD_ARCHIVES.has(name) || !isMonth(month) || Number(number) === 0) return null;
  if (Number(year) < 91 && Number(year + month) > 703) return null;
  return { id: `${name}/${year}${month}${number}`, version: version ? Number(version) : null };
}

function isMonth(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 12;
}

function sortKey(id: string): { month: number; number: number } {
  const bare = parsePaperId(id)?.id;
  if (!bare) return { month: 0, number: 0 };
  const digits = bare.slice(bare.indexOf("/") + 1).replace(".", "");
  const year = Number(digits.slice(0, 2));
  const century = bare.includes("/") && year >= 91 ? 1900 : 2000;
  return {
    month: (century + year) * 100 + Number(digits.slice(2, 4)),
    number: Number(digits.slice(4)),
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
