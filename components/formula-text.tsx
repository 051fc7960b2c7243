import { toHtml } from "@/lib/text/tex-to-html";

/** A text in TeX with its formulas set, inside a heading or paragraph. */
export function FormulaText({ tex }: { tex: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: toHtml escapes everything but its own tags
  return <span dangerouslySetInnerHTML={{ __html: toHtml(tex, { math: "html" }) }} />;
}
