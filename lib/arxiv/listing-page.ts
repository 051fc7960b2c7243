import { Parser } from "htmlparser2";
import { foldText } from "@/lib/fold-text";

/** What an entry shows, white space folded; empty where it shows nothing. */
export type ListingEntry = {
  id: string;
  title: string;
  authors: string[];
  comment: string;
  journalRef: string;
  /** `Machine Learning (cs.LG); Artificial Intelligence (cs.AI)`, the primary one first. */
  subjects: string;
  abstract: string;
};

/** A heading and the entries below it. */
export type ListingBlock = { heading: string; entries: ListingEntry[] };

/** A page taken apart. `text` is what stands outside of headings and entries. */
export type ListingPage = { blocks: ListingBlock[]; text: string; isWhole: boolean };

type Part = Exclude<keyof ListingEntry, "id" | "authors">;

const PART_OF_CLASS: ReadonlyMap<string, Part> = new Map([
  ["list-title", "title"],
  ["list-comments", "comment"],
  ["list-journal-ref", "journalRef"],
  ["list-subjects", "subjects"],
]);

/** Deeper than any page of arXiv's; what is deeper is not read to its end. */
const DEEPEST = 200;

/** An element whose text is being gathered: `depth` counts those of its name inside it. */
type Gathering = { tag: string; depth: number; texts: string[]; keep: (text: string) => void };

/**
 * The blocks of a page of new listings, in the markup of arxiv-browse
 * (browse/templates/list/list_macros.html, read at 149b793). Whether they add up is for the caller.
 */
export function takeListingApart(html: string): ListingPage {
  const page: ListingPage = { blocks: [], text: "", isWhole: false };
  const outside: string[] = [];
  let entry: ListingEntry | null = null;
  let gathering: Gathering | null = null;
  let depth = 0;
  let isAmongAuthors = false;
  let isDescriptor = false; // "Title:" and its like

  const gather = (tag: string, keep: Gathering["keep"]) => {
    gathering = { tag, depth: 1, texts: [], keep };
  };
  const openPart = (shown: ListingEntry, tag: string, classes: string[]) => {
    const part =
      classes.flatMap((name) => PART_OF_CLASS.get(name) ?? []).at(0) ??
      (tag === "p" && classes.includes("mathjax") ? "abstract" : null);
    if (part) {
      isAmongAuthors = false;
      gather(tag, (text) => {
        shown[part] = text;
      });
    } else if (classes.includes("list-authors")) {
      isAmongAuthors = true;
    } else if (isAmongAuthors && tag === "a") {
      gather(tag, (name) => void (name && shown.authors.push(name)));
    }
  };

  const parser = new Parser({
    onopentag(tag, attributes) {
      if (++depth > DEEPEST) parser.pause(); // its stack takes time by the square of its height
      const classes = (attributes["class"] ?? "").split(/\s+/);
      if (gathering) {
        if (tag === gathering.tag) gathering.depth++;
        if (tag === "br") gathering.texts.push(" ");
        if (classes.includes("descriptor")) isDescriptor = true;
      } else if (tag === "h3") {
        entry = null;
        gather(tag, (heading) => void page.blocks.push({ heading, entries: [] }));
      } else if (tag === "a" && attributes["title"] === "Abstract") {
        entry = createEntry(attributes["id"] ?? "");
        isAmongAuthors = false;
        page.blocks.at(-1)?.entries.push(entry);
      } else if (entry) {
        openPart(entry, tag, classes);
      }
    },
    ontext(text) {
      if (isDescriptor) return;
      if (gathering) gathering.texts.push(text);
      else if (!entry) outside.push(text);
    },
    onclosetag(tag, isImplied) {
      depth--;
      if (tag === "span") isDescriptor = false;
      if (tag === "dl") entry = null;
      if (tag === "html") page.isWhole = !isImplied;
      if (!gathering || tag !== gathering.tag || --gathering.depth > 0) return;
      const { texts, keep } = gathering;
      gathering = null;
      keep(foldText(texts.join("")));
    },
  });
  parser.end(html);
  page.text = foldText(outside.join(" "));
  return page;
}

function createEntry(id: string): ListingEntry {
  return { id, title: "", authors: [], comment: "", journalRef: "", subjects: "", abstract: "" };
}
