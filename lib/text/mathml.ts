import { isAlphabet, setInAlphabet } from "@/lib/text/alphabets";

/**
 * KaTeX's MathML made smaller, and fit for browsers: MathML Core knows no `mathvariant` but `normal`
 * (https://www.w3.org/TR/mathml-core/#the-mathvariant-attribute), so letters of other alphabets
 * become the characters of those alphabets. The source, which no browser shows, is left out.
 */
export function compactMathml(html: string): string {
  return html
    .replace(/^<span class="katex">|<\/span>$/g, "")
    .replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    .replace(
      /<semantics><mrow>(.*)<\/mrow><annotation[^>]*>[^<]*<\/annotation><\/semantics>/s,
      "$1",
    )
    .replace(/<annotation[^>]*>[^<]*<\/annotation>|<\/?semantics>/g, "")
    .replace(/<(m[ino]|mtext) mathvariant="([a-z-]+)">([^<]*)</g, replaceVariant)
    .replace(/<mi mathvariant="normal">(?=[A-Za-z]{2})/g, "<mi>")
    .replace(/<mrow>((?:<mi mathvariant="normal">[A-Za-z]<\/mi>){2,})<\/mrow>/g, joinLetters)
    .replace(/<mrow>(<(m[ino]|mtext)>[^<]*<\/\2>)<\/mrow>/g, "$1");
}

/** Words within a formula stay words that can be read aloud, copied and found. */
const TEXT_STYLES: Record<string, string> = { bold: "b", italic: "i", monospace: "code" };

function replaceVariant(tag: string, name: string, variant: string, text: string): string {
  if (name === "mtext" && variant !== "double-struck") {
    const style = TEXT_STYLES[variant];
    return style ? `<mtext><${style}>${text}</${style}><` : `<mtext>${text}<`;
  }
  return isAlphabet(variant) ? `<${name}>${setInAlphabet(text, variant)}<` : tag;
}

/** A name of several letters is upright by itself. */
function joinLetters(_: string, letters: string): string {
  return `<mi>${letters.replace(/<[^>]*>/g, "")}</mi>`;
}
