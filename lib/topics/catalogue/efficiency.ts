import type { TopicGroup } from "./group";

export const EFFICIENCY: TopicGroup = {
  name: "Efficient inference",
  topics: [
    {
      slug: "quantization",
      name: "Quantization",
      sentence: "Networks whose weights and activations take few bits.",
      rule: `
        "post training quantization" OR "quantization aware" OR "weight quantization"
        OR "model quantization" OR "quantized model" OR "quantized neural network"
        OR "network quantization" OR "low bit" OR "mixed precision quantization"
        OR "binary neural network" OR "binarized neural network" OR "quantized language model"
        OR =PTQ OR =QAT OR =GPTQ OR =AWQ OR =INT4 OR =INT8 OR =FP8 OR =FP4 OR ti:quantization`,
    },
    {
      slug: "pruning",
      name: "Pruning and sparsity",
      sentence: "Removing weights, heads, layers or tokens that a network can do without.",
      rule: `
        "network pruning" OR "model pruning" OR "structured pruning" OR "unstructured pruning"
        OR "weight pruning" OR "filter pruning" OR "channel pruning" OR "layer pruning"
        OR "token pruning" OR "magnitude pruning" OR "lottery ticket" OR "sparse neural network"
        OR "sparse training" OR =SparseGPT OR ti:pruning`,
    },
    {
      slug: "distillation",
      name: "Distillation",
      sentence: "Teaching a small model what a large one knows.",
      rule: `
        "knowledge distillation" OR "model distillation" OR "self distillation" OR "distilled model"
        OR "teacher student" OR "student teacher" OR "distill knowledge"
        OR "distillation loss" OR "policy distillation" OR ti:distillation`,
    },
    {
      slug: "kv-cache",
      name: "KV cache",
      sentence: "Keeping, shrinking and sharing the keys and values that attention remembers.",
      rule: `
        "kv cache" OR "key value cache" OR "kv caching" OR "key value caching" OR "kv compression"
        OR "kv quantization" OR "cache eviction" transformer OR "kv eviction" OR "kv pairs" cache`,
    },
    {
      slug: "speculative-decoding",
      name: "Speculative and parallel decoding",
      sentence: "Producing several tokens a step: drafts that are verified, parallel decoding.",
      rule: `
        "speculative decoding" OR "speculative sampling" OR "draft model" OR "speculative execution"
        "language model" OR "parallel decoding" OR "multi token prediction" OR "lookahead decoding"
        OR "assisted decoding" "language model" OR "speculative inference"`,
    },
    {
      slug: "llm-serving",
      name: "LLM serving",
      sentence: "Systems that answer many requests to language models fast and cheaply.",
      rule: `
        "llm serving" OR "llm inference" OR "language model serving" OR "language model inference"
        OR "inference serving" OR "serving system" OR "continuous batching" OR =vLLM
        OR "prefill and decode" OR "time to first token" OR "model serving"
        OR "inference engine" "language model"`,
    },
    {
      slug: "long-context",
      name: "Long context",
      sentence: "Models that read very long inputs, and tests of whether they do.",
      rule: `
        "long context" OR "context window extension" OR "extending context" OR "length extrapolation"
        OR "context length" "language model" OR "long sequence" "language model"
        OR "infinite context" OR "long document understanding" OR "length generalization"`,
    },
    {
      slug: "prompt-compression",
      name: "Prompt compression",
      sentence: "Saying the same to a language model in fewer tokens.",
      rule: `
        "prompt compression" OR "context compression" OR "compressing prompts" OR "compress prompts"
        OR "gist tokens" OR "compress long context" OR "compressed prompt" OR =LLMLingua
        OR "compressing context"`,
    },
  ],
};
