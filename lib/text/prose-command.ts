import { ACCENTS, accentText, LETTERS, RELATIONS, SYMBOLS, WORDS } from "@/lib/text/characters";
import { FORMULA_ARGUMENTS } from "@/lib/text/formula-commands";
import { readFormulaText } from "@/lib/text/formula-text";
import { type Inline, type InlineStyle, plainText } from "@/lib/text/inline";
import { parseAddress } from "@/lib/text/link";
import type { ProseReader } from "@/lib/text/prose";
import {
  CITATION,
  DECLARATIONS,
  LAST_SHOWN,
  SILENT_IN_PROSE,
  STYLES,
} from "@/lib/text/prose-commands";
import {
  isLetter,
  readArgument,
  readCommand,
  readGroup,
  type Span,
  skipOptional,
  skipSpace,
} from "@/lib/text/source";

/** Spaces of several widths; in prose one is as good as another. */
const SPACES = new Set([" ", "\n", "\t", ",", ";", ":", ">", "quad", "qquad", "enspace"]);
/** Hints to TeX about breaks and kerning. */
const HINTS = new Set(["!", "/", "-", "@", ""]);
/** Outside formulas `\deg` is the unit, not the degree of a polynomial. */
const UNITS = new Map([["deg", "°"]]);

/** Reads the command at which the reader stands, with its arguments. */
export function readProseCommand(reader: ProseReader): void {
  const from = reader.at;
  const { name, end } = readCommand(reader.source.text, from);
  reader.at = end;
  const style = STYLES.get(name);
  if (name === "'" && isApostrophe(reader)) reader.pending += "'";
  else if (ACCENTS.has(name) && readAccent(reader, name)) return;
  else if (LETTERS.has(name)) readLetter(reader, { name, from });
  else if (style !== undefined) readStyle(reader, { name, style });
  else if (name === "href" || name === "url") readLinkCommand(reader, name);
  else if (name === "footnote" || name === "footnotetext") readNote(reader);
  else if (CITATION.test(name)) skipCitation(reader);
  else if (name === "item") readItem(reader);
  else if (SPACES.has(name)) reader.pending += " ";
  else if (SILENT_IN_PROSE.has(name)) skipArguments(reader, SILENT_IN_PROSE.get(name) ?? 0);
  else if (LAST_SHOWN.has(name)) readLastArgument(reader, LAST_SHOWN.get(name) ?? 0);
  else if (!isLetter(name.charCodeAt(0))) readEscape(reader, name);
  else readWordCommand(reader, { name, from });
}

function nextGroup(reader: ProseReader): Span | null {
  return readGroup(reader.source, reader.at, reader.span.to);
}

function skipOptionalArgument(reader: ProseReader): void {
  reader.at = skipOptional(reader.source, reader.at, reader.span.to);
}

function skipEmptyGroup(reader: ProseReader): boolean {
  const isEmpty = reader.source.text.startsWith("{}", reader.at) && reader.at + 2 <= reader.span.to;
  if (isEmpty) reader.at += 2;
  return isEmpty;
}

/** `Alzheimer\'s`: somebody escaped an apostrophe. */
function isApostrophe({ source, at }: ProseReader): boolean {
  return (
    isLetter(source.text.charCodeAt(at - 3)) && /^s(?:[^a-z]|$)/.test(source.text.slice(at, at + 2))
  );
}

/** False, and nothing read, where what follows is not a letter to put an accent on. */
function readAccent(reader: ProseReader, name: string): boolean {
  const { text } = reader.source;
  const argument = readArgument(reader.source, reader.at, reader.span.to);
  if (!argument) return false;
  const base = text.slice(argument.from, argument.to);
  const isGroup = argument.next > argument.to;
  const isDotless = /^\\[ij]$/.test(base);
  // \c and \v need a space before a bare letter, \" does not.
  const isSpaced = argument.from > reader.at || !isLetter(name.charCodeAt(0));
  if (!isGroup && !isDotless && !(isSpaced && /^\p{L}$/u.test(base))) return false;
  reader.at = argument.next;
  if (isDotless) skipEmptyGroup(reader);
  reader.pending += accentText(plainText(reader.readSpan(argument)), ACCENTS.get(name) ?? "");
  return true;
}

/** TeX swallows the space after `\o`; after a unit, as in "5 \AA resolution", it was meant. */
function readLetter(reader: ProseReader, { name, from }: { name: string; from: number }): void {
  const { text } = reader.source;
  reader.pending += LETTERS.get(name) ?? "";
  const isUnit = /\d[\s~]?$/.test(text.slice(Math.max(reader.span.from, from - 2), from));
  if (!skipEmptyGroup(reader) && !isUnit) reader.at = skipSpace(text, reader.at, reader.span.to);
}

function readStyle(reader: ProseReader, { name, style }: { name: string; style: InlineStyle }) {
  const group = nextGroup(reader);
  if (group) {
    reader.pushStyled(style, group);
    reader.at = group.next;
  } else if (DECLARATIONS.has(name) && reader.depth > 0) {
    const from = skipSpace(reader.source.text, reader.at, reader.span.to);
    reader.pushStyled(style, { from, to: reader.span.to });
    reader.at = reader.span.to;
  }
}

function readLinkCommand(reader: ProseReader, name: "href" | "url"): void {
  skipOptionalArgument(reader);
  const address = nextGroup(reader);
  if (!address) return;
  const href = parseAddress(reader.source.text.slice(address.from, address.to));
  const label = name === "href" ? readGroup(reader.source, address.next, reader.span.to) : null;
  reader.at = label?.next ?? address.next;
  if (href === null) reader.pushAll(reader.readSpan(label ?? address));
  else {
    const text: Inline[] = [{ kind: "text", text: href }];
    const isLabelled = label !== null && label.to > label.from;
    reader.push({ kind: "link", href, children: isLabelled ? reader.readSpan(label) : text });
  }
}

function readNote(reader: ProseReader): void {
  skipOptionalArgument(reader);
  const group = nextGroup(reader);
  if (!group) return;
  reader.push({ kind: "note", children: reader.readSpan(group) });
  reader.at = group.next;
}

/** A citation goes with the space or tie before it and the brackets around it. */
function skipCitation(reader: ProseReader): void {
  skipArguments(reader, 1);
  reader.pending = reader.pending.trimEnd();
  const closer = { "(": ")", "[": "]" }[reader.pending.at(-1) ?? ""];
  if (reader.at < reader.span.to && reader.source.text[reader.at] === closer) {
    reader.pending = reader.pending.slice(0, -1).trimEnd();
    reader.at++;
  }
  reader.flush();
}

function readItem(reader: ProseReader): void {
  skipOptionalArgument(reader);
  reader.pending += " • ";
}

function skipArguments(reader: ProseReader, count: number): void {
  if (count === 0) return;
  if (reader.source.text[reader.at] === "*") reader.at++;
  // biblatex and natbib take a note before and one after the citation.
  for (let tries = 0; tries < 2; tries++) skipOptionalArgument(reader);
  for (let index = 0; index < count; index++) reader.at = nextGroup(reader)?.next ?? reader.at;
}

function readLastArgument(reader: ProseReader, count: number): void {
  skipOptionalArgument(reader);
  let shown: Span | null = null;
  for (let index = 0; index < count; index++) {
    shown = nextGroup(reader) ?? shown;
    reader.at = shown?.next ?? reader.at;
  }
  if (shown) reader.pushAll(reader.readSpan(shown));
}

function readEscape(reader: ProseReader, name: string): void {
  if (name === "\\") {
    skipOptionalArgument(reader);
    reader.pending += " ";
  } else if (name === "|") reader.pending += "‖";
  else if (!HINTS.has(name)) reader.pending += name;
}

/** A word, a symbol, a piece of a formula, or a command that only its author knows. */
function readWordCommand(reader: ProseReader, { name, from }: { name: string; from: number }) {
  const { source, span } = reader;
  const known =
    UNITS.get(name) ?? WORDS.get(name) ?? SYMBOLS.get(name) ?? RELATIONS.get(name) ?? null;
  if (known !== null) {
    reader.pending += known;
    skipEmptyGroup(reader);
    return;
  }
  const count = FORMULA_ARGUMENTS.get(name) ?? 0;
  if (count > 0 && nextGroup(reader)) {
    for (let index = 0; index < count; index++) {
      const at = skipOptional(source, reader.at, span.to);
      reader.at = readArgument(source, at, span.to)?.next ?? reader.at;
    }
    reader.pending += readFormulaText(source, { from, to: reader.at, depth: reader.depth + 1 });
    return;
  }
  const group = source.text[reader.at] === "{" ? nextGroup(reader) : null;
  if (group && group.to > group.from) reader.pushAll(reader.readSpan(group));
  else reader.pending += name;
  if (group) reader.at = group.next;
}
