import type { TopicGroup } from "./group";

export const LANGUAGE: TopicGroup = {
  name: "Language and speech",
  topics: [
    {
      slug: "machine-translation",
      name: "Machine translation",
      sentence: "Translating between languages by machine.",
      rule: `
        "machine translation" OR =NMT OR "speech translation" OR "translation quality"
        OR "neural translation" OR "simultaneous translation" OR "translation model" bleu`,
    },
    {
      slug: "multilingual",
      name: "Multilingual and low-resource languages",
      sentence: "Models for many languages, above all those with little data.",
      rule: `
        multilingual OR "cross lingual" OR crosslingual OR "low resource language"
        OR "indic languages" OR "african languages" OR "under resourced language" OR "code switching"`,
    },
    {
      slug: "summarization",
      name: "Summarization",
      sentence: "Making long texts short without making them wrong.",
      rule: `
        "text summarization" OR "abstractive summarization" OR "extractive summarization"
        OR "document summarization" OR "dialogue summarization" OR "summarization model"
        OR ti:summarization OR ti:summarisation OR "summarization task" OR "summarization dataset"`,
    },
    {
      slug: "knowledge-graphs",
      name: "Knowledge graphs",
      sentence: "Facts as graphs: building, completing and asking them.",
      rule: `
        "knowledge graph" OR "knowledge base completion" OR "knowledge base question answering"
        OR "entity alignment" OR "link prediction" knowledge OR "entity linking"`,
    },
    {
      slug: "tts",
      name: "Text-to-speech",
      sentence: "Speech from text, and voices that are cloned, steered or converted.",
      rule: `
        "text to speech" OR "speech synthesis" OR "voice cloning" OR "speech generation"
        OR =Tacotron OR =VITS OR =FastSpeech OR =TTS (speech OR voice OR speaker OR audio)`,
    },
    {
      slug: "speech-recognition",
      name: "Speech recognition",
      sentence: "From speech to text, and models that listen.",
      rule: `
        "speech recognition" OR =ASR OR "speech to text" OR "spoken language understanding"
        OR "speech transcription" OR "keyword spotting" OR "word error rate" OR =Whisper speech
        OR "speech language model" OR "speech llm"`,
    },
    {
      slug: "audio-music",
      name: "Audio and music",
      sentence: "Sounds and music, understood and made.",
      rule: `
        "music generation" OR "audio generation" OR "text to audio" OR "music information retrieval"
        OR "sound event" OR "audio language model" OR "symbolic music" OR "source separation" audio
        OR "text to music" OR "audio captioning" OR ti:music OR "audio classification"
        OR "speech enhancement"`,
    },
  ],
};
