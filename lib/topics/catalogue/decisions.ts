import type { TopicGroup } from "./group";

export const DECISIONS: TopicGroup = {
  name: "Reinforcement learning and robots",
  topics: [
    {
      slug: "reinforcement-learning",
      name: "Reinforcement learning",
      sentence: "Learning to act from reward.",
      rule: `
        "reinforcement learning" OR "policy gradient" OR "q learning" OR "actor critic"
        OR "markov decision process" OR "deep rl" OR "policy optimization"`,
    },
    {
      slug: "offline-rl",
      name: "Offline reinforcement learning",
      sentence: "Learning to act from data that others recorded, and judging policies by it.",
      rule: `
        "offline reinforcement learning" OR "offline rl" OR "batch reinforcement learning"
        OR "off policy evaluation" OR "offline policy" OR "offline data" policy OR =D4RL
        OR "decision transformer" OR "off policy learning" OR "offline meta rl" OR "batch rl"
        OR "off policy estimation" OR "offline model based" OR "counterfactual evaluation" policy`,
    },
    {
      slug: "bandits",
      name: "Bandits",
      sentence: "Exploring and exploiting with the least regret.",
      rule: `
        bandit OR "thompson sampling" OR "best arm identification"
          OR "upper confidence bound" regret
        OR "regret minimization" online`,
    },
    {
      slug: "bayesian-optimization",
      name: "Bayesian optimisation",
      sentence: "Finding good settings of expensive experiments in few trials.",
      rule: `
        "bayesian optimization" OR "bayesian optimisation" OR "acquisition function" surrogate
        OR ti:="hyperparameter optimization" OR ti:="Hyperparameter Optimization" OR
        "expected improvement" acquisition OR "black box optimization" surrogate OR
        "gaussian process optimization"`,
    },
    {
      slug: "world-models",
      name: "World models",
      sentence: "Models that imagine what happens next.",
      rule: `
        "world model" OR "world modeling" OR ="world simulator" OR ="world simulators"
          OR "latent dynamics model"
        OR =DreamerV3 OR =Dreamer OR "model based reinforcement learning"
        OR "world foundation model"`,
    },
    {
      slug: "robotics",
      name: "Robots and vision-language-action models",
      sentence: "Learning to move, grasp and follow instructions in the real world.",
      rule: `
        "vision language action" OR =VLA OR =VLAs OR "robot learning" OR "robotic manipulation"
        OR "robot manipulation" OR "imitation learning" robot OR "legged locomotion"
        OR "humanoid robot" OR "dexterous manipulation" OR "robot policy" OR "embodied ai"
        OR "embodied agent" OR "visuomotor" OR "quadruped" OR "robotic grasping" OR "sim to real"`,
    },
    {
      slug: "autonomous-driving",
      name: "Autonomous driving",
      sentence: "Cars that perceive, predict and drive.",
      rule: `
        "autonomous driving" OR "self driving" OR "autonomous vehicle" OR "automated driving"
        OR "trajectory prediction" (vehicle OR driving OR pedestrian) OR =nuScenes`,
    },
  ],
};
