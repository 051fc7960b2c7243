import { excerpt } from "@/lib/text/excerpt";
import { toUnicode } from "@/lib/text/tex-to-unicode";

/** Two or three lines of a list's measure, in UTF-16 units. */
const HEAD_LENGTH = 260;

/** A rest shorter than this is shown at once instead of being folded away. */
const LEAST_REST = 120;

/** The beginning of an abstract, and what follows it (empty where the beginning is all). Unicode. */
export function splitAbstract(tex: string): { head: string; rest: string } {
  const whole = toUnicode(tex);
  if (whole.length <= HEAD_LENGTH + LEAST_REST) return { head: whole, rest: "" };
  const head = excerpt(tex, HEAD_LENGTH);
  const kept = head.replace(/…$/, "");
  if (!whole.startsWith(kept)) return { head: whole, rest: "" };
  return { head, rest: whole.slice(kept.length).replace(/^[\s,;:.]+/, "") };
}
