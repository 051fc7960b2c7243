import type { TopicGroup } from "./group";

export const TRUST: TopicGroup = {
  name: "Safety and trust",
  topics: [
    {
      slug: "jailbreaks",
      name: "Jailbreaks and safety",
      sentence: "Breaking and keeping the guard rails of language models.",
      rule: `
        jailbreak OR jailbreaking OR "prompt injection" OR "red teaming" OR "safety alignment"
        OR "llm safety" OR "ai safety" OR "harmful content" "language model" OR "harmful request"
        OR "harmful output" OR guardrail "language model" OR "model safety" "language model"
        OR "refusal" "language model" safety`,
    },
    {
      slug: "adversarial-robustness",
      name: "Adversarial robustness",
      sentence: "Attacks on models by small changes, and defences that hold.",
      rule: `
        "adversarial example" OR "adversarial attack" OR "adversarial training" robustness
        OR "adversarial robustness" OR "adversarial perturbation" OR "certified robustness"
        OR "backdoor attack" OR "data poisoning" OR "poisoning attack" OR "randomized smoothing"
        OR "adversarially robust" OR "adversarial defense" OR "black box attack"
        OR "evasion attack"`,
    },
    {
      slug: "privacy",
      name: "Privacy",
      sentence: "Learning from data without giving it away.",
      rule: `
        "differential privacy" OR "differentially private" OR "membership inference"
        OR "privacy preserving" OR "privacy attack" OR "data privacy" OR =DP SGD
        OR "gradient inversion" OR "model inversion" attack OR "homomorphic encryption"
        OR "training data extraction"`,
    },
    {
      slug: "federated-learning",
      name: "Federated learning",
      sentence: "Training together while the data stays where it is.",
      rule: `
        "federated learning" OR =FedAvg OR "federated optimization" OR "federated training"
        OR "federated averaging" OR ti:federated OR "split learning"`,
    },
    {
      slug: "unlearning",
      name: "Machine unlearning",
      sentence: "Making a model forget what it should not know.",
      rule: `
        "machine unlearning" OR unlearning OR unlearn OR "right to be forgotten"
        OR "concept erasure" OR "data deletion" model`,
    },
    {
      slug: "interpretability",
      name: "Interpretability",
      sentence: "What goes on inside a model, and why it answered as it did.",
      rule: `
        ti:(=interpretability OR =Interpretability OR =interpretable OR =Interpretable OR
        =Interpreting OR =Explainability OR =explainability OR =Explainable OR =explainable OR
        =Explaining OR =explanations OR =Explanations) (=interpretability OR =interpretable OR
        =explanations OR =explainability OR =explainable OR explain) OR
        ="mechanistic interpretability" OR ="Mechanistic interpretability" OR
        ="Mechanistic Interpretability" OR "model interpretability" OR "sparse autoencoder" OR
        "explainable ai" OR "explainable artificial intelligence" OR =XAI OR =SHAP OR
        "saliency map" OR "feature attribution" OR "post hoc explanation" OR
        "activation patching" OR "concept bottleneck" OR "model explanation" OR
        "counterfactual explanation" OR "activation steering" OR "steering vector"`,
    },
    {
      slug: "fairness",
      name: "Fairness and bias",
      sentence: "Whom models treat worse, how to measure it and how to mend it.",
      rule: `
        "algorithmic fairness" OR "group fairness" OR "fair machine learning" OR "social bias"
        OR "gender bias" OR "demographic parity" OR "equalized odds" OR "fairness constraint"
        OR "individual fairness" OR "fairness metric" OR "racial bias" OR "political bias"
        OR "fairness aware" OR ti:fairness`,
    },
    {
      slug: "uncertainty",
      name: "Uncertainty and calibration",
      sentence: "Models that know how sure they may be.",
      rule: `
        "uncertainty quantification" OR "uncertainty estimation" OR "conformal prediction"
        OR "conformal inference" OR "model calibration" OR "confidence calibration"
        OR "calibration error" OR "out of distribution detection" OR "ood detection"
        OR "epistemic uncertainty" OR "bayesian neural network" OR "predictive uncertainty"`,
    },
  ],
};
