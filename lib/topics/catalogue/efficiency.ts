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
        OR "network quantization" OR "mixed precision quantization" OR "binary neural network"
        OR "binarized neural network" OR "quantized language model" OR "quantized llm"
        OR =PTQ (quantization OR "language model") OR =QAT (quantization OR training) OR =GPTQ
        OR (=INT4 OR =INT8 OR =FP8 OR =FP4 OR =MXFP4 OR =NVFP4)
          (quantization OR training OR inference OR "language model")
        OR "low bit" (quantization OR "neural network" OR "language model")
        OR ti:(quantization OR quantized)
          (=LLM OR =LLMs OR "language model" OR "neural network" OR transformer OR weights
            OR "bit width"
            OR bitwidth)
        OR quantization ("4 bit" OR "2 bit" OR "1 bit" OR "8 bit") (weights OR activations
          OR model)`,
    },
    {
      slug: "pruning",
      name: "Pruning and sparsity",
      sentence: "Removing weights, heads, layers or tokens that a network can do without.",
      rule: `
        "network pruning" OR "model pruning" OR "structured pruning" OR "unstructured pruning"
        OR "weight pruning" OR "filter pruning" OR "channel pruning" OR "layer pruning"
        OR "token pruning" OR "magnitude pruning" OR "expert pruning" OR "head pruning" attention
        OR "depth pruning" OR "width pruning" OR "lottery ticket" OR "sparse neural network"
        OR ="sparse training" "neural network" OR ="Sparse training" "neural network" OR =SparseGPT
        OR "layer dropping" OR "layer removal" "language model"
        OR ti:(pruning OR pruned OR prune)
          ("neural network" OR "language model" OR =LLM OR =LLMs OR transformer OR weights OR layers
            OR "deep network" OR sparsity)`,
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
        "language model" OR ="parallel decoding" OR ="Parallel decoding" OR ="Parallel Decoding"
          OR "multi token prediction" OR "lookahead decoding"
        OR "assisted decoding" "language model" OR "speculative inference"`,
    },
    {
      slug: "llm-serving",
      name: "LLM serving",
      sentence: "Systems that answer many requests to language models fast and cheaply.",
      rule: `
        ="LLM serving" OR ="LLM Serving" OR "language model serving" OR "inference serving" OR
        "serving system" OR "serving llms" OR "serving large language models" OR
        "continuous batching" OR =vLLM OR =SGLang OR ="prefill and decode" OR
        "time to first token" OR =TTFT OR ="model serving" OR ="Model Serving" OR
        "disaggregated prefill" OR "prefill decode disaggregation" OR "multi tenant" =LLM OR
        (="LLM inference" OR ="LLMs inference" OR ="language model inference" OR
        ="LLM Inference" OR ="Language Model Inference" OR ="Language Models Inference")
        (latency OR throughput OR gpu OR gpus OR hardware OR scheduling OR batching OR
        accelerator OR "memory bandwidth" OR offloading OR "edge devices") OR
        ="inference engine" (=LLM OR =LLMs)`,
    },
    {
      slug: "long-context",
      name: "Long context",
      sentence: "Models that read very long inputs, and tests of whether they do.",
      rule: `
        "long context" OR "context window extension" OR "extending context"
          OR "length extrapolation"
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
