/**
 * Calls `onGone` when the process that started this one ends, however it ended. The starter must
 * have opened an IPC channel (`stdio: [..., "ipc"]`); without one nothing is watched.
 */
export function watchParent(onGone: () => void): void {
  process.once("disconnect", onGone);
  process.channel?.unref(); // the watch alone must not keep the process alive
  // The starter may have ended while this process was loading its modules.
  if (process.connected === false) onGone();
}
