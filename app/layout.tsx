import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Masthead } from "@/components/masthead";
import { SiteFooter } from "@/components/site-footer";
import "./globals.css";

// Every page shows what is stored now, and building must not need a database.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Broadsheet", template: "%s · Broadsheet" },
  description: "Each day’s announcements from arXiv, by topic.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf8f3" },
    { media: "(prefers-color-scheme: dark)", color: "#161512" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <Masthead />
        <main id="main">{children}</main>
        <SiteFooter />
      </body>
    </html>
  );
}
