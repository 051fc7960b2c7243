"use client";

import { formatCount } from "@/components/day-text";

/** One thing to filter by. `href` puts it in, or takes it out where it is chosen. */
export type Choice = {
  key: string;
  name: string;
  /** Said after the name in small: a category's code. */
  code?: string;
  count: number;
  href: string;
  isChosen?: boolean;
};

type Props = { label: string; choices: readonly Choice[]; shown: number };

/**
 * A group of filters, each with how many papers it would show; those past `shown` are folded. A client
 * component for the reason that `PaperItems` is one: it halves what Next sends.
 */
export function FilterGroup({ label, choices, shown }: Props) {
  if (choices.length === 0) return null;
  const [first, folded] = [choices.slice(0, shown), choices.slice(shown)];
  return (
    <section>
      <h2>{label}</h2>
      <ChoiceList choices={first} />
      {folded.length > 0 ? (
        <details>
          <summary>{folded.length} more</summary>
          <ChoiceList choices={folded} />
        </details>
      ) : null}
    </section>
  );
}

function ChoiceList({ choices }: { choices: readonly Choice[] }) {
  return (
    <ul>
      {choices.map(({ key, name, code, count, href, isChosen }) => (
        <li key={key}>
          <a href={href} aria-current={isChosen ? "true" : undefined}>
            {`${name} `}
            {code ? <small>{code}</small> : null}
            <b>{formatCount(count)}</b>
          </a>
        </li>
      ))}
    </ul>
  );
}
