import { readFileSync } from "node:fs";

/** Whether a process runs; one that ended and was not yet buried by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return pid > 0 && readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return process.platform !== "linux";
  }
}
