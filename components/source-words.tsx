import { formatDayShort } from "@/components/day-text";
import { Instant } from "@/components/instant";
import { SOURCE_NAMES } from "@/components/source-names";
import { HARVEST_SOURCES } from "@/lib/ledger";
import type { SourceWord } from "@/lib/read/sources";

type Props = { sources: readonly SourceWord[]; now: Date };

/** When each of arXiv's interfaces was last asked and what it said; those in trouble in full. */
export function SourceWords({ sources, now }: Props) {
  return (
    <section>
      <h2>Sources</h2>
      <dl>
        {HARVEST_SOURCES.map((source) => {
          const words = sources.filter((word) => word.source === source);
          return (
            <div key={source}>
              <dt>{SOURCE_NAMES[source]}</dt>
              <dd>
                <Words words={words} now={now} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function Words({ words, now }: { words: readonly SourceWord[]; now: Date }) {
  const [latest] = words;
  if (!latest) return <>not asked yet</>;
  const troubled = words.filter(({ isWhole }) => !isWhole);
  const shown = troubled.length > 0 ? troubled : [latest];
  return (
    <>
      {latest.askedAt ? (
        <>
          last asked <Instant at={latest.askedAt} now={now} />
        </>
      ) : null}
      <ul>
        {shown.map((word) => (
          <li key={word.about}>{describeWord(word)}</li>
        ))}
      </ul>
    </>
  );
}

function describeWord({ about, day, said }: SourceWord): string {
  const what = [about, day ? formatDayShort(day) : null].filter((text) => text !== null);
  return `${what.join(", ")}: ${said}`;
}
