/** A process that asks through the gate: `gate-client.ts DATABASE_URL TARGET COUNT`. */
import { openDatabase } from "@/lib/db/client";
import { createGate } from "@/lib/store/gate";

const [url = "", target = "", count = "1"] = process.argv.slice(2);
const db = await openDatabase(url);
const gate = createGate(db.pool, { intervalMs: 150 });
for (let turn = 0; turn < Number(count); turn++) {
  await gate.run(
    async () => ({ value: await (await fetch(target)).text(), verdict: { kind: "ok" } }),
    { maxWaitMs: 60_000 },
  );
}
await db.close();
