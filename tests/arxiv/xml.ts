/** XML as lxml's serializer writes it: no CDATA, double quotes, characters that XML forbids left out. */

export const XML_DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>";

export function escapeText(text: string): string {
  return dropForbidden(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** `<name a="…">text</name>`, or an empty element where `text` is null. */
export function element(
  name: string,
  text: string | null,
  attributes: Record<string, string> = {},
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeText(value).replaceAll('"', "&quot;")}"`)
    .join("");
  return text === null
    ? `<${name}${written}/>`
    : `<${name}${written}>${escapeText(text)}</${name}>`;
}

/** An element around lines, each indented by two more spaces. */
export function wrap(openTag: string, name: string, lines: readonly string[]): string[] {
  return [openTag, ...lines.map((line) => `  ${line}`), `</${name}>`];
}

function dropForbidden(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to drop
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}
