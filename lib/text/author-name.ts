import { toUnicode } from "@/lib/text/tex-to-unicode";

/** An author's name as it is shown: TeX accents become letters, white space is folded. */
export function displayName(raw: string): string {
  return toUnicode(raw);
}
