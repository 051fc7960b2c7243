/**
 * A text of outside as it may be printed: what would steer the terminal (control and format
 * characters, also those that turn the direction of writing) is replaced; line ends and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu, "\ufffd");
}
