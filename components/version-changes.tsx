import type { ReactNode } from "react";
import { ChangedText } from "@/components/changed-text";
import { formatCount } from "@/components/day-text";
import { type ListChange, listSteps, type VersionStep } from "@/components/version-steps";
import type { PaperDetails } from "@/lib/read/paper";

/** What changed from version to version, as far as their texts are known; nothing where there is one. */
export function VersionChanges({ paper }: { paper: PaperDetails }) {
  if (paper.version < 2 || paper.isSample) return null;
  const { steps, unknown } = listSteps(paper);
  return (
    <section className="changes">
      <h2>What changed</h2>
      {steps.map((step) => (
        <StepChanges key={step.from} step={step} />
      ))}
      {unknown.length > 0 ? <p>What {nameVersions(unknown)} said is not known here.</p> : null}
    </section>
  );
}

function StepChanges({ step }: { step: VersionStep }) {
  const parts = listParts(step);
  if (parts.length === 0) {
    return (
      <p>
        From v{step.from} to v{step.to} title and abstract stayed the same.
      </p>
    );
  }
  return (
    <details>
      <summary>
        From v{step.from} to v{step.to} <small>{parts.map(({ name }) => name).join(", ")}</small>
      </summary>
      {parts.map(({ name, content }) => (
        <div key={name}>
          <h3>{name.charAt(0).toUpperCase() + name.slice(1)}</h3>
          {content}
        </div>
      ))}
    </details>
  );
}

type Part = { name: string; content: ReactNode };

function listParts(step: VersionStep): Part[] {
  const { title, abstract, authors, categories, primary, comment, isWithdrawn } = step;
  const withdrawal = isWithdrawn
    ? `The paper was withdrawn with v${step.to}.`
    : `v${step.to} is no longer a withdrawal.`;
  return [
    isWithdrawn !== null && { name: "withdrawal", content: <p>{withdrawal}</p> },
    title && { name: "title", content: <ChangedText changes={title} /> },
    abstract && { name: "abstract", content: <ChangedText changes={abstract} /> },
    authors && { name: "authors", content: <ChangedList change={authors} /> },
    (categories || primary) && {
      name: "categories",
      content: (
        <>
          {categories ? <ChangedList change={categories} /> : null}
          {primary ? (
            <p>
              The primary category was {primary.before} and became {primary.after}.
            </p>
          ) : null}
        </>
      ),
    },
    comment && { name: "comments", content: <ChangedText changes={comment} /> },
  ].filter((part) => part !== false && part !== null);
}

function ChangedList({ change: { added, removed, isReordered } }: { change: ListChange }) {
  if (isReordered) return <p>The same, in another order.</p>;
  return (
    <p>
      {removed.length > 0 ? (
        <>
          Removed: <del>{nameSome(removed)}</del>.{" "}
        </>
      ) : null}
      {added.length > 0 ? (
        <>
          Added: <ins>{nameSome(added)}</ins>.
        </>
      ) : null}
    </p>
  );
}

/** More than these are counted: whole collaborations come and go. */
const NAMED = 40;

function nameSome(names: readonly string[]): string {
  const hidden = names.length - NAMED;
  const shown = names.slice(0, NAMED).join(", ");
  return hidden > 0 ? `${shown} and ${formatCount(hidden)} more` : shown;
}

/** `v1`, `v1 and v3`, `v1 to v4 and v6`; the numbers ascend. */
function nameVersions(numbers: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  const names = runs.flatMap(({ first, last }) => {
    if (first === last) return `v${first}`;
    return last === first + 1 ? [`v${first}`, `v${last}`] : `v${first} to v${last}`;
  });
  const [last = ""] = names.slice(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
