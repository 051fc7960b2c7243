import { describe, expect, it } from "vitest";
import { matchTopics } from "@/lib/topics/match";

function topicsOf(title: string, abstract = ""): string[] {
  return matchTopics({ title, abstract, categories: ["cs.LG"] }).map((match) => match.slug);
}

describe("the topics of a paper", () => {
  it("come with the words that matched", () => {
    const matches = matchTopics({
      title: "Fine-Tuning Sparse Mixture-of-Experts Layers",
      abstract:
        "An MoE layer is tuned with low-rank adaptation (LoRA), and all LoRA modules are kept.",
      categories: ["cs.LG"],
    });
    const bySlug = new Map(matches.map(({ slug, matched }) => [slug, matched]));
    expect(bySlug.get("moe")).toEqual(["Sparse Mixture-of-Experts Layers", "MoE layer"]);
    expect(bySlug.get("peft")).toEqual(["low-rank adaptation", "LoRA", "LoRA modules"]);
  });

  it("tell ZeRO from zero", () => {
    expect(topicsOf("ZeRO: sharding optimizer states for large models")).toContain("zero");
    expect(topicsOf("Zero-shot training", "Sharding of zero memory.")).not.toContain("zero");
  });

  it("tell text-to-speech from test-time scaling", () => {
    const speech = topicsOf("Zero-shot TTS with a speech codec", "A text-to-speech model.");
    expect(speech).toContain("tts");
    expect(speech).not.toContain("test-time-scaling");
    const scaling = topicsOf(
      "Test-time scaling (TTS) of reasoning",
      "TTS improves language models.",
    );
    expect(scaling).toContain("test-time-scaling");
    expect(scaling).not.toContain("tts");
  });

  it("are none where nothing is known", () => {
    expect(topicsOf("", "")).toEqual([]);
  });
});
