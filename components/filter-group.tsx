import { type Choice, ChoiceList } from "@/components/choice-list";
import { pack } from "@/components/parcel";

type Props = { label: string; choices: readonly Choice[]; shown: number };

/** A group of filters, each with how many papers it would show; those past `shown` are folded. */
export function FilterGroup({ label, choices, shown }: Props) {
  if (choices.length === 0) return null;
  const [first, folded] = [choices.slice(0, shown), choices.slice(shown)];
  return (
    <section>
      <h2>{label}</h2>
      <ChoiceList choices={pack(first)} />
      {folded.length > 0 ? (
        <details>
          <summary>{folded.length} more</summary>
          <ChoiceList choices={pack(folded)} />
        </details>
      ) : null}
    </section>
  );
}
