import { paperLinks } from "@/lib/paper-id";

/** What is asked for but not stored. `id` is null where the address holds no identifier. */
export function MissingPaper({ id }: { id: string | null }) {
  const links = id === null ? null : paperLinks(id);
  return (
    <div className="plain">
      <h1>This paper is not here</h1>
      {links ? (
        <p>
          {id} is an identifier of arXiv’s, but this site holds no such paper: it follows some
          categories only, and only since it was set up. arXiv may have it:{" "}
          <a href={links.abs}>{links.abs.replace("https://", "")}</a>
        </p>
      ) : (
        <p>
          The address holds no identifier of arXiv’s. Identifiers look like <code>2405.01234</code>,
          or, until 2007, like <code>hep-th/9901001</code>.
        </p>
      )}
      <p>
        Go to <a href="/">the latest edition</a> or to <a href="/topics">the topics</a>.
      </p>
    </div>
  );
}
