/** A process that holds a lease on the server of a folder until it reads a line: `embedded-user.ts FOLDER`. */
import { once } from "node:events";
import { leaseEmbedded } from "@/lib/db/embedded/lease";

const [directory = ""] = process.argv.slice(2);
console.log("begun");
const lease = await leaseEmbedded(directory);
console.log(`holds ${lease.url}`);
await once(process.stdin, "data");
await lease.release();
console.log("released");
process.stdin.destroy();
