import { FormulaText } from "@/components/formula-text";
import { Notice } from "@/components/notice";
import { paperLinks } from "@/lib/paper-id";
import type { PaperDetails } from "@/lib/read/paper";

/** Says that a paper is withdrawn, and why, in the words of its comment. */
export function WithdrawalNotice({ paper }: { paper: PaperDetails }) {
  const { id, version, comment, isWithdrawn } = paper;
  if (!isWithdrawn) return null;
  const links = paperLinks(id);
  return (
    <Notice>
      <strong className="withdrawn">Withdrawn</strong> This paper is withdrawn from arXiv.{" "}
      {comment ? (
        <>
          The comment says: “<FormulaText tex={comment} />”{/[.!?]$/.test(comment) ? " " : ". "}
        </>
      ) : (
        "Its record gives no reason. "
      )}
      {links && version > 1 ? (
        <>
          What came before can still be read:{" "}
          <a href={`${links.abs}v${version - 1}`}>v{version - 1}</a>.
        </>
      ) : null}
    </Notice>
  );
}
