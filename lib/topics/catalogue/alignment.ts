import type { TopicGroup } from "./group";

export const ALIGNMENT: TopicGroup = {
  name: "Reasoning and alignment",
  topics: [
    {
      slug: "rlhf",
      name: "RLHF and reward models",
      sentence: "Learning what people want from their feedback.",
      rule: `
        =RLHF OR =RLAIF OR "reinforcement learning from human feedback" OR "reward model"
        OR "human feedback" (policy OR reward OR "language model") OR "reward hacking"
        OR "reinforcement learning from ai feedback" OR "reward modeling"
        OR "preference based reinforcement learning"`,
    },
    {
      slug: "preference-optimization",
      name: "Preference optimisation",
      sentence: "Aligning a model with pairs of better and worse answers, without a reward model.",
      rule: `
        "preference optimization" OR "preference optimisation" OR =DPO OR "direct preference"
        OR "preference alignment" OR "preference tuning" OR "preference learning" "language model"`,
    },
    {
      slug: "reasoning",
      name: "Reasoning models",
      sentence: "Language models that think in steps before they answer.",
      rule: `
        "chain of thought" OR "reasoning model" OR "large reasoning" OR "mathematical reasoning"
        OR "multi step reasoning" OR "llm reasoning" OR "verifiable reward" OR =RLVR OR =GRPO
        OR "reasoning ability" "language model" OR "reasoning capability" "language model"
        OR "process reward" OR "long cot" OR "reasoning trace" OR "tree of thought"`,
    },
    {
      slug: "test-time-scaling",
      name: "Test-time scaling",
      sentence: "Better answers from more computing while answering.",
      rule: `
        "test time scaling" OR "test time compute" OR "inference time scaling"
        OR "inference time compute" OR "best of n" OR "inference scaling" OR "test time computation"
        OR (="self consistency" OR ="Self Consistency" OR ="Self consistency") "language model"
        OR "budget forcing" OR "parallel thinking"`,
    },
    {
      slug: "rag",
      name: "Retrieval augmentation",
      sentence: "Language models that look things up before they answer.",
      rule: `
        "retrieval augmented" OR "retrieval augmentation" OR =RAG OR =GraphRAG
        OR "retrieve then read" OR "agentic search" OR "deep research" "language model"`,
    },
    {
      slug: "hallucination",
      name: "Hallucination and factuality",
      sentence: "When models invent things, how to notice and how to prevent it.",
      rule: `
        hallucination OR hallucinate OR =factuality OR =Factuality OR "factual consistency"
          OR "factual accuracy"
        "language model" OR "factual error" OR "fact checking" OR "fact verification"`,
    },
    {
      slug: "benchmarks",
      name: "Evaluation of language models",
      sentence: "Benchmarks, judges and the question whether scores mean anything.",
      rule: `
        ("language model" OR =LLM OR =LLMs OR =MLLM OR =MLLMs OR =VLMs)
        ("we introduce a benchmark" OR "new benchmark" OR "novel benchmark" OR "benchmark designed"
          OR "llm as a judge" OR "benchmark contamination" OR "data contamination"
          OR "evaluation framework" OR ti:benchmark OR ti:benchmarking OR ti:bench
          OR ti:leaderboard)`,
    },
  ],
};
