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
        OR "indic languages" OR "african languages" OR "under resourced language"
        OR "code switching"`,
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
        ti:("text to speech" OR "speech synthesis" OR "speech synthesizer" OR "voice cloning"
          OR ="voice conversion" OR ="Voice Conversion" OR ="Voice conversion"
          OR "voice synthesis" OR "singing synthesis" OR "synthesized speech" OR =Tacotron
          OR =FastSpeech OR "speech waveform generation")
        OR ti:(=vocoder OR =vocoders OR =Vocoder OR =Vocoders)
          ("speech synthesis" OR neural
            OR "text to speech") -"vocoder free" -"super resolution" -"noise suppression"
        OR ti:"synthetic speech" -detection -spoofing -tracing
        OR ti:=TTS (speech OR voice OR speaker OR audio)
        OR ti:"speech generation" ("text to speech" OR =TTS OR "speech synthesis" OR =prosody)
        OR ("text to speech tts" OR "tts model" OR "tts system" OR "zero shot tts" OR "neural tts")
          (speaker OR =prosody OR =naturalness OR =vocoder OR =voices OR "speaking style"
            OR "synthesized speech" OR "speech quality")
          -deepfake -spoofing -ti:"speech recognition" -ti:=ASR
        OR ("text to speech" OR "speech synthesis" OR "voice cloning" OR ="voice conversion"
          OR ="Voice Conversion" OR ="Voice conversion"
            OR "singing voice synthesis")
          (=prosody OR =naturalness OR "mel spectrogram" OR =vocoder OR =vocoders OR =WaveNet
            OR "mean opinion score" OR =MOS OR "speaker similarity" OR "target speaker"
            OR "synthesized speech" OR "synthesised speech" OR "statistical parametric"
            OR "speech codec" OR =Tacotron OR =VITS)
          -deepfake -spoofing -"speech enhancement" -"part of speech" -"voice agent"
          -"conversational agent" -ti:"speech recognition" -ti:=ASR`,
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
