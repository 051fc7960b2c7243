import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const SCHEMA = path.join(process.cwd(), "prisma", "schema.prisma");

/** Every table and enum counts. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

export type SchemaEngine = Awaited<ReturnType<typeof engineModule.SchemaEngine.new>>;

const MARK_DONE = `DO $$ BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1
     WHERE finished_at IS NULL AND rolled_back_at IS NULL;
  END IF;
END $$`;

let isLoaded = false;

/**
 * Runs `act` with Prisma's schema engine on the database at `url`. The engine is the WebAssembly
 * build from npm, loaded by hand: the command line tool would download a native one.
 */
export async function withSchemaEngine<T>(
  url: string,
  act: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  if (!isLoaded) await load();
  const pool = new pg.Pool({ connectionString: url, application_name: "migrate" });
  const adapter = bindMigrationAwareSqlAdapterFactory(createAtomicAdapter(pool));
  const { path: name, content } = await readSchema();
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: [[name, content]] },
    () => undefined,
    adapter,
  );
  try {
    return await act(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/** The text of `schema.prisma` and where it is. */
export async function readSchema(): Promise<{ path: string; content: string }> {
  return { path: SCHEMA, content: await readFile(SCHEMA, "utf8") };
}

/**
 * The adapter, but a migration's script goes to the server as one message. That makes it one
 * transaction, together with the note that it is done, so that a kill leaves all of it or nothing.
 * (The adapter's own way is to cut the script at every semicolon, those in comments included.)
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
 */
function createAtomicAdapter(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await pool.query(`${script}\n;${MARK_DONE}`);
    };
    return adapter;
  };
  return factory;
}

async function load(): Promise<void> {
  const require = createRequire(path.join(process.cwd(), "package.json"));
  const directory = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
  const bytes = readFileSync(path.join(directory, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": engineModule as unknown as WebAssembly.ModuleImports,
  });
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
  isLoaded = true;
}
