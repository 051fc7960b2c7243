import type { TopicGroup } from "./group";

export const ARCHITECTURES: TopicGroup = {
  name: "Architectures",
  topics: [
    {
      slug: "moe",
      name: "Mixture of experts",
      sentence: "Models that send each input to a few of many experts.",
      rule: `
        ti:("mixture of experts" OR "mixture of expert" OR "mixtures of experts" OR =MoE OR =MoEs
          OR =MOE OR =SMoE OR "sparse experts" OR "expert routing" OR "expert parallelism")
        OR "mixture of experts moe" OR "sparse mixture of experts" OR "sparsely gated mixture"
        OR =SMoE OR "moe based" OR "moe layer" OR "moe architecture" OR "moe llm" OR "moe training"
        OR "moe inference" OR "moe routing" OR "moe router" OR "mixture of lora experts"
        OR ("mixture of experts" OR "mixtures of experts" OR =MoE OR =MoEs)
          (router OR routing OR gating OR "gate network" OR "specialized experts"
            OR "expert specialization"
            OR "multiple experts" OR "expert activation" OR "activated experts"
            OR "active parameters"
            OR "activated parameters" OR "sparsely activated" OR "each expert" OR "expert networks"
            OR "shared expert" OR "experts per" OR "different experts" OR "lora experts")
        OR "mixture of experts framework" OR "mixture of experts module"
        OR "mixture of experts layer"
        OR "mixture of experts approach" OR "mixture of experts network"
        OR "mixture of experts design"
        OR "mixture of experts mechanism" OR "mixture of experts strategy"
        OR "mixture of experts decoder"
        OR "mixture of experts adapter" OR "mixture of experts neural"
        OR "mixture of experts extension"
        OR "mixture of experts based" OR "mixture of experts paradigm"
        OR "mixture of experts scheme"`,
    },
    {
      slug: "efficient-attention",
      name: "Efficient attention",
      sentence: "Attention that costs less than the square of the length.",
      rule: `
        "linear attention" OR "sparse attention" OR "efficient attention" OR "flash attention"
        OR =FlashAttention OR "sub quadratic" attention OR "subquadratic" attention
        OR ="efficient transformer" OR ="efficient transformers" OR ="Efficient Transformers"
        OR ="Efficient Transformer"
        OR ="linear transformer" OR ="linear transformers" OR ="Linear Transformers"
        OR "sliding window attention"
        OR "multi query attention" OR "grouped query attention" OR "attention approximation"`,
    },
    {
      slug: "state-space-models",
      name: "State space models",
      sentence: "Mamba and other recurrent models as an alternative to attention.",
      rule: `
        "structured state space" OR "selective state space" OR =Mamba OR =RWKV OR =RetNet OR =xLSTM
        OR "state space model" (transformer OR attention OR "sequence modeling" OR "language model")
        OR =Mamba2 OR "state space duality" OR =DeltaNet`,
    },
    {
      slug: "graph-neural-networks",
      name: "Graph neural networks",
      sentence: "Learning on graphs, their nodes and their edges.",
      rule: `
        "graph neural network" OR =GNN OR =GNNs OR "graph convolutional network"
        OR "graph convolution" OR "graph representation learning" OR "graph transformer"
        OR "graph attention network" OR "message passing neural network" OR "graph contrastive"`,
    },
    {
      slug: "diffusion",
      name: "Diffusion models",
      sentence: "Generating by undoing noise: diffusion, score matching and flow matching.",
      rule: `
        "diffusion model" OR "denoising diffusion" OR "latent diffusion" OR "diffusion transformer"
        OR "score based generative" OR "score matching" OR "diffusion probabilistic" OR =DDPM
        OR =DDIM OR "flow matching" OR "rectified flow" OR "diffusion policy" OR "diffusion based"
        OR "classifier free guidance"`,
    },
    {
      slug: "diffusion-language-models",
      name: "Diffusion language models",
      sentence: "Writing text by denoising many tokens at once instead of one after another.",
      rule: `
        "diffusion language model" OR "diffusion large language" OR "diffusion llm"
          OR "text diffusion"
        OR =LLaDA OR =dLLM OR =dLLMs OR =MDLM
        OR ("masked diffusion" OR "discrete diffusion" OR "block diffusion")
          ("language modeling" OR "language model" OR "text generation" OR =LLM OR =LLMs)`,
    },
    {
      slug: "in-context-learning",
      name: "In-context learning",
      sentence: "Learning a task from examples in the prompt, with no change of weights.",
      rule: `
        "in context learning" OR "in context learner" OR "in context examples"
        OR "in context demonstrations" OR "few shot prompting" OR "in context example"`,
    },
  ],
};
