"use client";

import { paperHref } from "@/components/edition-href";
import { AS_ARRIVED, type Parcel, unpack } from "@/components/parcel";

/** A paper in a list, every text ready to be shown; what there is none of is left out. */
export type Item = {
  id: string;
  title: string;
  by?: string;
  /** The beginning of the abstract, and what follows it. */
  head: string;
  rest?: string;
  subject?: string;
  others?: string;
  topics?: { slug: string; name: string }[];
  /** Of a withdrawn paper what its comment says, which may be nothing. */
  withdrawn?: string;
  pdf?: string;
  note?: string;
};

/** Papers one below the other; a client component so that they are sent once (see `Parcel`). */
export function PaperItems({ items }: { items: Parcel<readonly Item[]> }) {
  const unpacked = unpack(items);
  if (!unpacked) return <ul className="papers" {...AS_ARRIVED} />;
  return (
    <ul className="papers">
      {unpacked.map((item) => (
        <PaperItem key={item.id} item={item} />
      ))}
    </ul>
  );
}

function PaperItem({ item }: { item: Item }) {
  const { id, title, by, withdrawn, head, rest, subject, others, topics, pdf, note } = item;
  return (
    <li>
      <h3>
        {withdrawn === undefined ? null : (
          <>
            <strong className="withdrawn">Withdrawn</strong>{" "}
          </>
        )}
        <a href={paperHref(id)}>{title}</a>
      </h3>
      {by ? <p className="by">{by}</p> : null}
      {withdrawn ? <p className="reason">{withdrawn}</p> : null}
      <p>{head}</p>
      {rest ? (
        <details>
          <summary>Read on</summary>
          {rest}
        </details>
      ) : null}
      <div>
        <p>
          {subject}
          {others ? <small>{others}</small> : null}
        </p>
        {topics ? (
          <p className="tags">
            {topics.map(({ slug, name }) => (
              <a key={slug} href={`/topics/${slug}`}>
                {name}
              </a>
            ))}
          </p>
        ) : null}
        {note ? <p>{note}</p> : null}
        {pdf ? (
          <p>
            <a href={pdf}>PDF</a>
            <small>{id}</small>
          </p>
        ) : null}
      </div>
    </li>
  );
}
