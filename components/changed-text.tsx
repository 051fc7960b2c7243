import { Fragment } from "react";
import type { Change } from "@/lib/text/word-diff";
import { renderWords } from "@/lib/text/words-html";

/** A text as it was and as it is, in one; marked for the eye and, in words, for the ear. */
export function ChangedText({ changes }: { changes: readonly Change[] }) {
  return (
    <p className="changed">
      {changes.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of one text never move
        <Fragment key={index}>
          {change.words[0]?.isGlued ? "" : " "}
          <Stretch change={change} />
        </Fragment>
      ))}
    </p>
  );
}

function Stretch({ change: { kind, words } }: { change: Change }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderWords escapes everything but its own tags
  const text = <span dangerouslySetInnerHTML={{ __html: renderWords(words) }} />;
  if (kind === "kept") return text;
  const Mark = kind === "removed" ? "del" : "ins";
  return (
    <Mark>
      <span className="hidden-text">[{kind}: </span>
      {text}
      <span className="hidden-text">]</span>
    </Mark>
  );
}
