import { formatInstant } from "@/components/day-text";
import { Fact } from "@/components/fact";
import { paperLinks } from "@/lib/paper-id";
import type { PaperDetails } from "@/lib/read/paper";

/** The versions of a paper, the newest first; the newest is named even where no source dated it. */
export function VersionFacts({ paper }: { paper: PaperDetails }) {
  const { id, version, versions, isSample } = paper;
  const links = paperLinks(id);
  const isDated = versions.some(({ number }) => number === version);
  const newest = { number: version, submittedAt: null, text: null };
  const all = isDated ? versions : [newest, ...versions];
  if (isSample && !isDated) return null;
  return (
    <Fact name="Versions">
      <ul>
        {all.map(({ number, submittedAt, text }) => (
          <li key={number}>
            {links ? <a href={`${links.abs}v${number}`}>v{number}</a> : `v${number}`}
            <small>
              {submittedAt ? (
                <time dateTime={submittedAt.toISOString()}>{formatInstant(submittedAt)}</time>
              ) : (
                "date not known"
              )}
              {(number === version ? paper : text)?.isWithdrawn ? ", withdrawn" : null}
            </small>
          </li>
        ))}
      </ul>
    </Fact>
  );
}
