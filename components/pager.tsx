import { formatCount } from "@/components/day-text";

type Props = {
  /** Papers before the page, on it, and in all; null where the list is not counted. */
  position: { offset: number; shown: number; of: number } | null;
  first: string | null;
  next: string | null;
};

/** The way on at the end of a list. */
export function Pager({ position, first, next }: Props) {
  if (!first && !next) return null;
  return (
    <nav className="pager" aria-label="Pages">
      {first ? <a href={first}>← First page</a> : <span />}
      {position ? (
        <span>
          {formatCount(position.offset + 1)}–{formatCount(position.offset + position.shown)} of{" "}
          {formatCount(position.of)}
        </span>
      ) : null}
      {next ? (
        <a href={next} rel="next">
          Next page →
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
