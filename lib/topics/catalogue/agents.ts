import type { TopicGroup } from "./group";

export const AGENTS: TopicGroup = {
  name: "Agents and code",
  topics: [
    {
      slug: "agents",
      name: "Language-model agents",
      sentence: "Language models that plan, use tools and work together.",
      rule: `
        "llm agent" OR "language model agent" OR "llm based agent" OR "llm powered agent"
        OR =agentic OR =Agentic OR "ai agent" OR "language agent"
        OR "autonomous agent" "language model"
        OR "multi agent" (=LLM OR =LLMs OR "language model") OR "tool use" "language model"
        OR "tool calling" OR "function calling" "language model" OR "tool learning"`,
    },
    {
      slug: "gui-agents",
      name: "GUI and web agents",
      sentence: "Agents that operate websites, phones and desktops as a person would.",
      rule: `
        "gui agent" OR "web agent" OR "web navigation" OR "computer use agent" OR "mobile agent" gui
        OR "gui grounding" OR "graphical user interface" agent OR "computer use" agent OR =WebArena
        OR =OSWorld OR "browser agent" OR "gui automation" OR "mobile gui" OR "web automation"`,
    },
    {
      slug: "code-generation",
      name: "Code generation",
      sentence: "Programs written by models, and models of programs.",
      rule: `
        "code generation" OR "program synthesis" OR "code completion" OR "code language model"
        OR "code llm" OR "generate code" OR "generated code" OR =HumanEval OR =Codex OR "code model"
        OR "software engineering agent" OR "coding agent" OR "coding assistant" OR "code synthesis"
        OR "competitive programming" OR "large language models of code"`,
    },
    {
      slug: "program-repair",
      name: "Program repair and testing",
      sentence: "Finding and fixing bugs, writing tests, resolving issues.",
      rule: `
        "program repair" OR "bug fixing" OR "automated repair" code OR "vulnerability repair"
        OR "vulnerability detection" OR "fault localization" program OR "unit test generation"
        OR "test generation" code OR "test case generation" OR =SWE bench OR "issue resolution"
        OR "code repair" OR "bug localization" OR "software vulnerability" OR "code review"`,
    },
    {
      slug: "text-to-sql",
      name: "Text-to-SQL",
      sentence: "Questions in plain words turned into database queries.",
      rule: `
        "text to sql" OR =Text2SQL OR =NL2SQL OR "natural language to sql" OR =text2sql
        OR "sql generation" OR "natural language interface" database OR "schema linking"
        OR "sql query" "natural language"`,
    },
    {
      slug: "theorem-proving",
      name: "Theorem proving",
      sentence: "Machine-checked mathematics with learned provers.",
      rule: `
        "theorem proving" OR "theorem prover" OR "proof assistant" OR autoformalization
        OR "formal proof" OR "lean 4" OR =Lean4 OR "formal mathematics" OR "formal verification"
        "language model" OR ="proof generation"`,
    },
  ],
};
