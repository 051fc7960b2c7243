import type { TopicGroup } from "./group";

export const ARCHITECTURES: TopicGroup = {
  name: "Architectures",
  topics: [
    {
      slug: "moe",
      name: "Mixture of experts",
      sentence: "Models that send each input to a few of many experts.",
      rule: `
        "mixture of experts" OR "mixture of expert" OR "mixtures of experts" OR =MoE OR =MoEs
        OR =SMoE OR "sparse experts" OR "expert routing"`,
    },
    {
      slug: "efficient-attention",
      name: "Efficient attention",
      sentence: "Attention that costs less than the square of the length.",
      rule: `
        "linear attention" OR "sparse attention" OR "efficient attention" OR "flash attention"
        OR =FlashAttention OR "sub quadratic" attention OR "subquadratic" attention
        OR "efficient transformer" OR "linear transformer" OR "sliding window attention"
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
        OR "classifier free guidance" OR "consistency model"`,
    },
    {
      slug: "diffusion-language-models",
      name: "Diffusion language models",
      sentence: "Writing text by denoising many tokens at once instead of one after another.",
      rule: `
        "diffusion language model" OR "masked diffusion" OR "discrete diffusion" OR =LLaDA OR =dLLM
        OR =dLLMs OR "text diffusion" OR "diffusion llm" OR "diffusion large language"`,
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
