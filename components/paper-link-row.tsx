import { paperLinks } from "@/lib/paper-id";

/** The ways to the paper itself; nothing where it has no identifier of arXiv's. */
export function PaperLinkRow({ id }: { id: string }) {
  const links = paperLinks(id);
  if (!links) return null;
  return (
    <p className="links">
      <a href={links.abs}>arXiv:{id}</a>
      <a href={links.pdf}>PDF</a>
      <a href={links.html}>HTML</a>
    </p>
  );
}
