import { plainText } from "@/lib/text/inline";
import { parseProse } from "@/lib/text/prose";

/**
 * A title, abstract, name or comment with TeX in it as one line of Unicode text, for mail, feeds,
 * search and `<title>`. White space is folded; citations and footnotes are left out; an unknown
 * command leaves the text of its argument, or else its own name. Never throws; linear.
 */
export function toUnicode(tex: string): string {
  return plainText(parseProse(tex))
    .replace(/\s{2,}|[^\S ]/g, " ")
    .trim()
    .normalize("NFC");
}
