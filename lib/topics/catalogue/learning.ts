import type { TopicGroup } from "./group";

export const LEARNING: TopicGroup = {
  name: "Data and methods",
  topics: [
    {
      slug: "continual-learning",
      name: "Continual learning",
      sentence: "Learning new things without forgetting the old.",
      rule: `
        "continual learning" OR "catastrophic forgetting" OR "lifelong learning"
        OR "incremental learning" OR "continual pre training" OR "continual pretraining"
        OR "class incremental" OR "online continual" OR "continual fine tuning"
        OR "continual adaptation" OR "continual reinforcement" OR "lifelong learner"`,
    },
    {
      slug: "time-series",
      name: "Time series",
      sentence: "Forecasting and understanding what changes over time.",
      rule: `"time series" OR "multivariate forecasting" OR "spatio temporal forecasting"
        OR "traffic forecasting"`,
    },
    {
      slug: "tabular",
      name: "Tabular data",
      sentence: "Learning from tables, with trees or with networks.",
      rule: `
        "tabular data" OR "tabular learning" OR "tabular dataset" OR "tabular model" OR =TabPFN
        OR ti:"gradient boosting" OR ti:"gradient boosted" OR ti:=XGBoost OR
        "table understanding" OR "tabular foundation" OR "table question answering"`,
    },
    {
      slug: "causal-inference",
      name: "Causality",
      sentence: "What causes what, and what would happen if.",
      rule: `
        "causal inference" OR "causal discovery" OR "treatment effect" OR "causal effect"
        OR "causal graph" OR "structural causal" OR "causal reasoning" OR "causal representation"
        OR "causal structure" OR "instrumental variable" OR "causal model" OR "causal learning"`,
    },
    {
      slug: "recommender-systems",
      name: "Recommender systems",
      sentence: "What to show to whom.",
      rule: `
        "recommender system" OR "recommendation system" OR "sequential recommendation"
        OR "collaborative filtering" OR "click through rate" OR "recommendation model"
        OR "news recommendation" OR "generative recommendation" OR "conversational recommendation"
        OR "session based recommendation" OR ti:recommendation cat:cs.IR OR ti:recommender`,
    },
    {
      slug: "drug-discovery",
      name: "Proteins, molecules and drugs",
      sentence: "Learning about the molecules of life and making new ones.",
      rule: `
        "drug discovery" OR "drug design" OR "protein structure" OR "protein language model"
        OR "molecular generation" OR "molecule generation" OR "molecular property"
        OR "protein design" OR "molecular graph" OR "protein folding" OR =AlphaFold
        OR "drug target" OR "molecular representation" OR "molecular docking" OR "protein sequence"
        OR "molecular design" OR "antibody design" OR "protein ligand" OR "retrosynthesis"`,
    },
    {
      slug: "scientific-ml",
      name: "Machine learning for science",
      sentence: "Learned solvers for equations, climate and weather.",
      rule: `
        "physics informed" OR =PINN OR =PINNs OR "neural operator" OR "operator learning" OR
        "weather forecasting" OR "scientific machine learning" OR =DeepONet OR
        "partial differential equation" ("neural network" OR "deep learning" OR
        "machine learning") OR "climate model" learning OR "interatomic potential" OR
        ti:"scientific discovery"`,
    },
  ],
};
