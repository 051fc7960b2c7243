export function renderLightFormula(_tex: string): string | null {
  return null;
}
