import type { TopicGroup } from "./group";

export const TRAINING: TopicGroup = {
  name: "Training and fine-tuning",
  topics: [
    {
      slug: "zeroth-order",
      name: "Zeroth-order optimisation",
      sentence: "Training and tuning models from function values alone, without gradients.",
      rule: `
        "zeroth order optimization" OR "zeroth order optimisation" OR "zeroth order zo"
        OR "zeroth order method" OR "zeroth order algorithm" OR "zeroth order oracle"
        OR "zeroth order gradient" OR "zeroth order estimator" OR "zeroth order estimation"
        OR "zeroth order stochastic" OR "zeroth order fine tuning" OR "zeroth order finetuning"
        OR "zeroth order information" OR "zeroth order feedback" OR "zeroth order query"
        OR "zeroth order training" OR "zeroth order approach" OR "zeroth order technique"
        OR "zeroth order search" OR "zeroth order variant" OR "zeroth order update"
        OR "zeroth order federated" OR "zeroth order distributed" OR "zeroth order sgd"
        OR "zeroth order adam" OR "zeroth order nonconvex" OR "zeroth order policy"
        OR "zeroth order prompt" OR "zeroth order adaptation"
        OR "zero order optimization" OR "zero order optimisation" OR "zero order method"
        OR "zero order algorithm" OR "zero order oracle" OR "zero order gradient"
        OR "zero order stochastic"
        OR ("gradient free optimization" OR "gradient free optimisation"
          OR "derivative free optimization" OR "derivative free optimisation")
          (ti:"black box" OR "black box optimization" OR "function evaluation" OR "forward pass"
            OR "random search"
            OR ti:"gradient free" OR ti:"derivative free")
        OR "gradient free fine tuning" OR =MeZO
        OR =SPSA ("stochastic approximation" OR algorithm OR estimator OR "zeroth order")
        OR "simultaneous perturbation stochastic approximation"`,
    },
    {
      slug: "peft",
      name: "Parameter-efficient fine-tuning",
      sentence:
        "Adapting a large model by training few parameters: LoRA, adapters, learned prompts.",
      rule: `
        "parameter efficient fine tuning" OR "parameter efficient finetuning" OR =PEFT
        OR "parameter efficient transfer" OR "parameter efficient adaptation"
        OR "parameter efficient tuning" OR "parameter efficient model adaptation"
        OR ("parameter efficient method" OR "parameter efficient approach"
            OR "parameter efficient module" OR "parameter efficient learning"
            OR "parameter efficient training" OR "parameter efficient technique"
            OR "parameter efficient manner" OR "parameter efficient way"
            OR "parameter efficient strategy" OR "parameter efficient expert"
            OR ="parameter efficient adapter" OR ="parameter efficient adapters"
            OR "parameter efficient low rank" OR "parameter efficient alternative")
          (finetuning OR "fine tuning" OR frozen OR freezing OR "pre trained model"
            OR "foundation model")
        OR ti:(=LoRA OR =LoRAs OR =QLoRA OR "low rank adaptation")
        OR (=LoRA OR =LoRAs OR =QLoRA OR "low rank adaptation")
          ("parameter efficient" OR =adapter OR =adapters OR =Adapter OR =Adapters
            OR "trainable parameters" OR ="full fine tuning" OR ="LoRA modules"
            OR ="LoRA module" OR ="LoRA experts" OR ="LoRA weights" OR ="LoRA parameters"
            OR ="LoRA variants" OR ="LoRA matrices" OR ="LoRA rank" OR ="LoRA methods"
            OR ="LoRA updates")
        OR =DoRA OR =AdaLoRA OR =ReLoRA OR =LongLoRA OR =LyCORIS OR =BitFit
        OR "prefix tuning" OR "soft prompt" OR "p tuning" OR "delta tuning" OR "side tuning"
        OR ti:"prompt tuning"
        OR "prompt tuning"
          (frozen OR learnable OR "pre trained model" OR "pre trained language" OR =CLIP
            OR "vision language" OR "few shot" OR "soft prompt" OR "full fine tuning")
        OR (=adapters OR =Adapters)
          (frozen OR freeze OR "full fine tuning" OR "trainable parameters" OR "parameter efficient"
            OR ti:(=Adapter OR =Adapters) OR ="adapter layers" OR ="adapter modules")
        OR (=adapter OR ti:=Adapter)
          (frozen OR freeze OR "trainable parameters" OR "efficient fine tuning"
            OR ="lightweight adapter"
            OR ="adapter modules" OR ="adapter layers" OR ="adapter tuning")
        OR ("of trainable parameters" OR "few trainable parameters" OR ="fewer trainable parameters"
            OR ="less trainable parameters" OR ="minimal trainable parameters")
          (finetuning OR "fine tuning" OR "pre trained model" OR "foundation model")
        OR ("prompt learning" OR "learnable prompt" OR "continuous prompt")
          (=CLIP OR "vision language" OR frozen) -"image restoration"
        OR ="lightweight adapters" ("pre trained" OR pretrained OR "small number of parameters")
        OR ("small number of parameters" OR "few parameters" OR "subset of parameters")
          ("fine tuning" OR finetuning OR frozen) -"zeroth order"`,
    },
    {
      slug: "zero",
      name: "ZeRO and memory-sharded training",
      sentence: "Training models that exceed one device by sharding or offloading their state.",
      rule: `
        =ZeRO (memory OR offload OR offloading OR sharding OR partition
          OR communication) -ti:inference
        OR "zero redundancy optimizer"
        OR (=FSDP OR =FSDP2 OR "fully sharded data" OR "sharded data parallel"
            OR "sharded data parallelism")
          ti:(training OR pretraining OR parallel OR parallelism OR sharded OR sharding OR =FSDP)
          (memory OR sharding OR communication OR parallelism OR parallelization) -ti:inference
        OR (="optimizer state" OR ="optimizer states" OR ="Optimizer state" OR ="Optimizer states")
          (offload OR offloading OR shard OR sharding OR partition OR "host memory" OR "cpu memory"
            OR heterogeneous)
        OR ="gradient sharding" OR ="parameter sharding" OR ="parameter shards"
        OR ="model states" (offload OR offloading OR partition) training
        OR (offload OR offloading) "gpu memory"
          ti:(training OR "fine tuning" OR finetuning OR pretraining)`,
    },
    {
      slug: "memory-efficient-training",
      name: "Memory-efficient training",
      sentence: "Training and fine-tuning in less accelerator memory.",
      rule: `
        "memory efficient training" OR "memory efficient fine tuning" OR
        "memory efficient finetuning" OR "memory efficient optimizer" OR
        "memory efficient optimization" (training OR "fine tuning") OR
        "memory efficient transfer learning" OR "memory efficient pre training" OR
        ="gradient checkpointing" OR ="activation checkpointing" OR =GaLore OR
        ="optimizer memory" OR ="activation memory" OR ="activation compression" OR
        rematerialization training OR (="optimizer states" OR ="optimizer state") memory OR
        ti:"memory efficient" ("fine tuning" OR pretraining OR "pre training") "language model"`,
    },
    {
      slug: "optimizers",
      name: "Optimisers",
      sentence: "Gradient methods for deep learning and why they work, from SGD to Adam and Muon.",
      rule: `
        ti:(=SGD OR "stochastic gradient descent" OR "stochastic gradient method" OR =Adam OR =AdamW
          OR =Muon OR =Shampoo OR =AdaGrad OR =Adagrad OR =RMSProp OR =Optimizer OR =Optimizers
          OR =optimizer OR =optimizers OR "learning rate" OR "adaptive gradient"
          OR "adaptive learning rate"
          OR "sharpness aware" OR "nesterov" OR "momentum")
          ("neural network" OR "deep learning" OR "language model" OR "training" =SGD OR nonconvex
            OR "non convex" OR "stochastic gradient" OR pretraining OR "pre training")
        OR =AdamW (=Muon OR =Shampoo OR =Lion OR optimizer "state of the art optimizers")
        OR "sharpness aware minimization" ti:(sharpness OR optimizer)
        OR "learning rate schedule" ti:(schedule OR "learning rate")`,
    },
    {
      slug: "distributed-training",
      name: "Distributed training",
      sentence: "Spreading the training of one model over many devices.",
      rule: `
        ti:"distributed training" OR ti:"distributed deep learning" OR ti:"large scale training"
        OR ="data parallelism" OR ="Data parallelism" OR ="model parallelism"
        OR ="Model parallelism"
        OR ="tensor parallelism" OR ="Tensor parallelism" OR ="pipeline parallelism"
        OR ="Pipeline Parallelism" OR ="Pipeline parallelism" OR ="expert parallelism"
        OR ="sequence parallelism" OR ="context parallelism" OR ="3D parallelism"
        OR ="parallel training" (gpu OR gpus OR "neural network")
        OR "distributed training" (gpu OR gpus OR communication OR "language model"
          OR "neural network")
        OR "gradient compression" OR ="gradient synchronization" OR =AllReduce
        OR "all reduce" training`,
    },
    {
      slug: "scaling-laws",
      name: "Scaling laws",
      sentence: "How loss and ability grow with parameters, data and compute.",
      rule: `
        "scaling law" OR "neural scaling" OR (="compute optimal" OR ="Compute optimal" OR
        ="Compute Optimal") ("language model" OR scaling OR transformer OR pretraining OR
        "pre training")`,
    },
    {
      slug: "data-selection",
      name: "Data selection",
      sentence: "Choosing, filtering and mixing the data that a model is trained on.",
      rule: `
        "data selection" OR "data mixture" OR "data mixing" ("pre training" OR pretraining OR
        "language model") OR "data pruning" OR "dataset pruning" OR "coreset selection" OR
        "data deduplication" OR ti:("data filtering" OR "data curation" OR "data quality" OR
        "data attribution") ("language model" OR "fine tuning" OR pretraining OR "pre training"
        OR "training data") OR ("data filtering" OR "data curation") ("language model" OR
        =CLIP) ("pre training" OR pretraining) OR ="selecting training data" OR
        "data valuation" OR "domain reweighting"`,
    },
    {
      slug: "synthetic-data",
      name: "Synthetic data",
      sentence: "Training data that models write, and what happens when models learn from it.",
      rule: `
        ti:("synthetic data" OR "synthetic dataset" OR "data synthesis" OR "synthetic training"
          OR "data generation" OR "self instruct")
        OR "synthetic training data" OR "synthetic data generation" OR "model collapse"
        OR "self instruct" OR "data synthesis" ("language model" OR =LLM OR =LLMs)
        OR "synthetic data" ("trained on synthetic" OR "training on synthetic"
          OR "generate synthetic")`,
    },
    {
      slug: "model-merging",
      name: "Model merging",
      sentence: "Joining trained models by arithmetic on their weights.",
      rule: `
        "model merging" OR ="merging models" OR "merged model" "language model"
        OR ="task arithmetic" OR ="Task Arithmetic" OR ="Task arithmetic" OR "task vector"
        OR "model soup" OR ="weight averaging" OR ="Weight averaging" OR ="Weight Averaging"
        OR "weight interpolation" OR ="LoRA merging" OR "merging of models" OR "merging loras"`,
    },
  ],
};
