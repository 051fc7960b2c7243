import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** How a tool ended and all that it said. */
export type ToolResult = { code: number; output: string };

/**
 * Runs a command line tool that a dependency brings (in node_modules/.bin), quietly unless
 * `isLoud`, which passes on what it says as it comes.
 */
export async function runTool(
  name: string,
  args: readonly string[],
  options: { signal?: AbortSignal; isLoud?: boolean } = {},
): Promise<ToolResult> {
  const child = spawn(path.join("node_modules", ".bin", name), args, {
    stdio: options.isLoud ? "inherit" : ["ignore", "pipe", "pipe"],
    ...(options.signal ? { signal: options.signal } : {}),
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? 1, output };
}
