import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Starts a Chromium: CHROMIUM_PATH, else the system's, else the one from npm; null where none starts. */
export async function launchChromium(): Promise<Browser | null> {
  const installed = [process.env["CHROMIUM_PATH"], "/usr/bin/chromium"];
  for (const path of installed) {
    if (!path || !existsSync(path)) continue;
    const browser = await launch(path, ["--no-sandbox"]);
    if (browser) return browser;
  }
  const packed = await sparticuz.executablePath().catch(() => null);
  return packed === null ? null : launch(packed, sparticuz.args);
}

/** A browser that lacks a library of the system ends at once; then there is none. */
function launch(executablePath: string, args: string[]): Promise<Browser | null> {
  return chromium.launch({ executablePath, args }).catch(() => null);
}
