"use client";

import { paperHref } from "@/components/edition-href";

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
  pdf?: string;
  note?: string;
};

/**
 * Papers one below the other. A client component although it does nothing in the browser: Next sends
 * what a server component made twice, as markup and as data, and the data of markup is larger than
 * the markup. Of a client component only the properties are sent, which keeps fifty papers with
 * their abstracts under 250 KB.
 */
export function PaperItems({ items }: { items: readonly Item[] }) {
  return (
    <ul className="papers">
      {items.map((item) => (
        <PaperItem key={item.id} item={item} />
      ))}
    </ul>
  );
}

function PaperItem({ item }: { item: Item }) {
  const { id, title, by, head, rest, subject, others, topics, pdf, note } = item;
  return (
    <li>
      <h3>
        <a href={paperHref(id)}>{title}</a>
      </h3>
      {by ? <p className="by">{by}</p> : null}
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
