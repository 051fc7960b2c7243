import type { ReactNode } from "react";

/** A short word to the reader above what it is about. */
export function Notice({ children }: { children: ReactNode }) {
  return <p className="notice">{children}</p>;
}
