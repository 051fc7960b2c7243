import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// An implicit time zone must fail a test, so the tests live in one with an odd offset (+05:45).
process.env["TZ"] = "Asia/Kathmandu";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    globalSetup: "tests/global-setup.ts",
  },
});
