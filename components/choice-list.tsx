"use client";

import { formatCount } from "@/components/day-text";
import { AS_ARRIVED, type Parcel, unpack } from "@/components/parcel";

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

/** Links that put a filter in or take it out; a client component so that they are sent once. */
export function ChoiceList({ choices }: { choices: Parcel<readonly Choice[]> }) {
  const unpacked = unpack(choices);
  if (!unpacked) return <ul {...AS_ARRIVED} />;
  return (
    <ul>
      {unpacked.map(({ key, name, code, count, href, isChosen }) => (
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
