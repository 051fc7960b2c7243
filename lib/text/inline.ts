import { scriptText } from "@/lib/text/characters";
import { formulaText } from "@/lib/text/formula-text";

export type InlineStyle = "em" | "strong" | "code" | "sup" | "sub";

/** What a title or an abstract is made of once TeX is read. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "formula"; tex: string; isDisplay: boolean }
  | { kind: "styled"; style: InlineStyle; children: Inline[] }
  | { kind: "link"; href: string; children: Inline[] }
  | { kind: "note"; children: Inline[] };

/** A stretch of plain text; a formula is one stretch, which nobody should cut. */
export type PlainPiece = { text: string; isFormula: boolean };

/** The parts as plain text, white space as it comes. Notes are left out. */
export function plainText(parts: readonly Inline[]): string {
  return listPlainPieces(parts)
    .map((piece) => piece.text)
    .join("");
}

/** The parts as stretches of plain text, in order. */
export function listPlainPieces(parts: readonly Inline[]): PlainPiece[] {
  const pieces: PlainPiece[] = [];
  collectPieces(parts, pieces);
  return pieces;
}

function collectPieces(parts: readonly Inline[], pieces: PlainPiece[]): void {
  for (const part of parts) {
    if (part.kind === "text") pieces.push({ text: part.text, isFormula: false });
    else if (part.kind === "formula") {
      const text = formulaText(part.tex);
      pieces.push({ text: part.isDisplay ? ` ${text} ` : text, isFormula: true });
    } else if (part.kind === "styled" && (part.style === "sup" || part.style === "sub")) {
      const script = plainText(part.children).trim();
      pieces.push({ text: scriptText(script, part.style === "sup" ? "^" : "_"), isFormula: false });
    } else if (part.kind !== "note") collectPieces(part.children, pieces);
  }
}
