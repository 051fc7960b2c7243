import type { TopicGroup } from "./group";

export const TRAINING: TopicGroup = {
  name: "Training and fine-tuning",
  topics: [
    {
      slug: "zeroth-order",
      name: "Zeroth-order optimisation",
      sentence: "Training and tuning models from function values alone, without gradients.",
      rule: `
        "zeroth order optimization" OR "zeroth order optimisation" OR "zeroth order method"
        OR "zeroth order algorithm" OR "zeroth order gradient" OR "zeroth order oracle"
        OR "zeroth order optimizer" OR "zeroth order stochastic" OR "zeroth order fine tuning"
        OR =MeZO OR =SPSA OR "gradient free optimization" OR "derivative free optimization"
        OR "forward only fine tuning" OR "zeroth order"`,
    },
    {
      slug: "peft",
      name: "Parameter-efficient fine-tuning",
      sentence:
        "Adapting a large model by training few parameters: LoRA, adapters, learned prompts.",
      rule: `
        "parameter efficient fine tuning" OR "parameter efficient finetuning" OR =PEFT OR =LoRA
        OR =QLoRA OR "low rank adaptation" OR "low rank adapter" OR "prefix tuning"
        OR "prompt tuning" OR "soft prompt" OR "adapter tuning" OR "adapter module"
        OR "parameter efficient transfer" OR "parameter efficient adaptation"
        OR "parameter efficient tuning"`,
    },
    {
      slug: "zero",
      name: "ZeRO and memory-sharded training",
      sentence: "Training models that exceed one device by sharding or offloading their state.",
      rule: `=ZeRO OR =FSDP OR "fully sharded" OR "optimizer state sharding" OR =DeepSpeed`,
    },
    {
      slug: "memory-efficient-training",
      name: "Memory-efficient training",
      sentence: "Training and fine-tuning in less accelerator memory.",
      rule: `
        "memory efficient training" OR "memory efficient fine tuning" OR "memory efficient finetuning"
        OR "memory efficient optimizer" OR "gradient checkpointing" OR "activation checkpointing"
        OR =GaLore OR "optimizer memory" OR "activation memory" OR "activation compression"
        OR "rematerialization"`,
    },
    {
      slug: "optimizers",
      name: "Optimisers",
      sentence: "Gradient methods for deep learning and why they work, from SGD to Adam and Muon.",
      rule: `
        ("stochastic gradient descent" OR =SGD OR =Adam OR =AdamW OR =Muon OR =Shampoo OR =Adagrad
          OR =RMSProp OR "adaptive gradient" OR "learning rate schedule" OR "momentum method")
        (optimizer OR convergence OR "learning rate" OR preconditioner) -federated`,
    },
    {
      slug: "distributed-training",
      name: "Distributed training",
      sentence: "Spreading the training of one model over many devices.",
      rule: `
        "distributed training" OR "data parallelism" OR "model parallelism" OR "tensor parallelism"
        OR "pipeline parallelism" OR "expert parallelism" OR "data parallel training"
        OR "gradient compression" OR "large scale training system"`,
    },
    {
      slug: "scaling-laws",
      name: "Scaling laws",
      sentence: "How loss and ability grow with parameters, data and compute.",
      rule: `"scaling law" OR "neural scaling" OR "compute optimal"`,
    },
    {
      slug: "data-selection",
      name: "Data selection",
      sentence: "Choosing, filtering and mixing the data that a model is trained on.",
      rule: `
        "data selection" OR "data mixture" OR "data pruning" OR "data filtering" OR "data curation"
        OR "coreset selection" OR "dataset pruning" OR "data deduplication"`,
    },
    {
      slug: "synthetic-data",
      name: "Synthetic data",
      sentence: "Training data that models write, and what happens when models learn from it.",
      rule: `
        "synthetic data" OR "synthetic training data" OR "data synthesis" OR "model collapse"
        OR "self instruct" OR "synthetically generated data"`,
    },
    {
      slug: "model-merging",
      name: "Model merging",
      sentence: "Joining trained models by arithmetic on their weights.",
      rule: `
        "model merging" OR "merging models" OR "task arithmetic" OR "task vector" OR "model soup"
        OR "weight averaging" OR "model fusion" "language model"`,
    },
  ],
};
