import { defineConfig } from "prisma/config";

// For people who use the Prisma CLI beside the commands of this project.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
