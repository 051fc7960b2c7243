import AxeBuilder from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/lib/db/client";
import { openReadDatabase } from "@/tests/read/open-database";
import { launchChromium } from "./chromium";
import { storeMadeUpEditions } from "./edition-papers";
import { type Site, START_TIMEOUT_MS, startSite } from "./site";

const browser = await launchChromium();
const PAGES = [
  ...["/", "/date/2026-05-12?topic=moe&cat=cs.LG&type=new", "/date/2026-05-09", "/date/foo"],
  ...["/topics", "/topics/moe", "/papers/hep-th/9901001", "/papers/2605.99999", "/nothing"],
];
const [WIDE, NARROW] = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

describe.skipIf(!browser)("in Chromium (skipped where none can start)", () => {
  let db: Database;
  let site: Site;
  beforeAll(async () => {
    db = await openReadDatabase();
    await storeMadeUpEditions(db);
    site = await startSite(db);
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await site.stop();
    await db.close();
  });

  async function withPage(options: BrowserContextOptions, act: (page: Page) => Promise<void>) {
    const context = await browser?.newContext({ baseURL: site.url, ...options });
    if (!context) return;
    await act(await context.newPage());
    await context.close();
  }

  it("a reader without script leafs through editions, filters, unfolds and opens a paper", async () => {
    await withPage({ javaScriptEnabled: false, viewport: WIDE }, async (page) => {
      await page.goto("/");
      const papers = page.locator(".papers > li");
      const filter = page.getByRole("link", { name: /^Mixture of experts\s+1$/ });
      await filter.click();
      expect(page.url()).toContain("topic=moe");
      expect(await papers.count()).toBe(1);
      await page.getByText("Read on").click();
      expect(await page.getByText("It is compared with others.").last().isVisible()).toBe(true);
      await page.getByRole("link", { name: "Remove the filter Mixture of experts" }).click();
      await page.getByRole("link", { name: /^High Energy Physics - Theory/ }).click();
      expect(await papers.count()).toBe(1);
      await page.getByRole("link", { name: /corrections/ }).click();
      expect(new URL(page.url()).pathname).toBe("/papers/hep-th/9901001");
      await page.getByRole("link", { name: "12 May 2026" }).click();
      await page.getByRole("link", { name: /Previous edition/ }).click();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(
        "Friday, 8 May 2026",
      );
    });
  });

  it("on a telephone the filters wait folded, and open without script", async () => {
    await withPage({ javaScriptEnabled: false, viewport: NARROW }, async (page) => {
      await page.goto("/");
      const filter = page.getByRole("link", { name: /^Mixture of experts\s+1$/ });
      expect(await filter.isVisible()).toBe(false);
      await page.getByText("Filter by topic and category").click();
      await filter.click();
      expect(await page.locator(".papers > li").count()).toBe(1);
    });
  });

  it.each(PAGES)("%s is no wider than the screen", async (path) => {
    await withPage({ javaScriptEnabled: true, viewport: NARROW }, async (page) => {
      await page.goto(path);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    });
  });

  it.each(PAGES)("%s has nothing that axe objects to, in light and in dark", async (path) => {
    for (const [colorScheme, viewport] of [
      ["light", WIDE],
      ["dark", NARROW],
    ] as const) {
      await withPage({ colorScheme, viewport }, async (page) => {
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]),
        ).toEqual([]);
      });
    }
  });

  it("script finds the pages as the server made them", async () => {
    await withPage({ viewport: WIDE }, async (page) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      for (const path of ["/", "/topics/moe", "/papers/hep-th/9901001"]) {
        await page.goto(path, { waitUntil: "networkidle" });
      }
      expect(complaints).toEqual([]);
    });
  });
});
