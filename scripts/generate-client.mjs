// Writes the Prisma client from prisma/schema.prisma. Runs after `npm ci`, with plain Node.
// Prisma would download a native engine for this and not use it; naming any existing file as
// that engine keeps it from trying.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
const result = spawnSync(process.execPath, [prisma, "generate"], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  },
  encoding: "utf8",
});
if (result.status !== 0) {
  console.error(`The database client could not be generated:\n${result.stdout}${result.stderr}`);
  process.exit(1);
}
