"use client";

/** A paper in a list, every text ready to be shown. */
export type Item = {
  id: string;
  href: string;
  title: string;
  by: string;
  /** The beginning of the abstract, and what follows it, if anything. */
  head: string;
  rest: string;
  subject: string;
  otherSubjects: string;
  topics: { slug: string; name: string }[];
  pdf: string | null;
  note: string | null;
};

/**
 * A paper in a list. It is a client component although it does nothing in the browser: Next sends
 * what a server component made twice, as markup and as data, and the data of markup is larger than
 * the markup. Of a client component only the properties are sent, which keeps fifty papers with
 * their abstracts under 250 KB.
 */
export function PaperItem({ item }: { item: Item }) {
  const { id, href, title, by, head, rest, subject, otherSubjects, topics, pdf, note } = item;
  return (
    <li>
      <h3>
        <a href={href}>{title}</a>
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
          {otherSubjects ? <small>{otherSubjects}</small> : null}
        </p>
        {topics.length > 0 ? (
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
