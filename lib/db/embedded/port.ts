import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { unusable } from "@/lib/db/embedded/cluster";

/**
 * A free loopback port for the server of `directory`: the one of last time where it is still free.
 * @throws AppError `data_dir_unusable` when it cannot be noted down.
 */
export async function choosePort(directory: string): Promise<number> {
  const file = path.join(directory, "broadsheet.port");
  const last = Number(await readFile(file, "utf8").catch(() => "0"));
  const port = (isPort(last) && (await probePort(last))) || (await probePort(0));
  await writeFile(file, String(port), { mode: 0o600 }).catch((cause) => {
    throw unusable(directory, cause);
  });
  return port;
}

function isPort(number: number): boolean {
  return Number.isInteger(number) && number > 0 && number < 65_536;
}

/** The port when it is free (any free one for 0), or else 0. */
function probePort(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(0));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
