import type { TopicGroup } from "./group";

export const VISION: TopicGroup = {
  name: "Vision",
  topics: [
    {
      slug: "vision-language",
      name: "Vision-language models",
      sentence: "Models that see and read together.",
      rule: `
        "vision language model" OR "vision language pre training" OR "vision language pretraining"
        OR =VLM OR =VLMs OR =LVLM OR =LVLMs OR =MLLM OR =MLLMs OR "multimodal large language model"
        OR "visual question answering" OR =CLIP (image OR vision) OR =LLaVA
        OR "multimodal llm" OR "visual instruction tuning" OR "vision and language"`,
    },
    {
      slug: "text-to-image",
      name: "Image generation and editing",
      sentence: "Pictures made and changed as told.",
      rule: `
        "text to image" OR "image generation" OR "image editing" OR "image synthesis"
        OR "stable diffusion" OR "generative image" OR "text guided image"`,
    },
    {
      slug: "video-generation",
      name: "Video generation",
      sentence: "Moving pictures made from words, images or motion.",
      rule: `
        "video generation" OR "text to video" OR "video diffusion" OR "image to video"
        OR "video synthesis" OR "video editing" OR "talking head" OR "video generative"
        OR "generated video"`,
    },
    {
      slug: "gaussian-splatting",
      name: "Gaussian splatting and 3D generation",
      sentence: "Scenes and objects in three dimensions, from splats to text-to-3D.",
      rule: `
        "gaussian splatting" OR =3DGS OR "3d gaussian" OR "text to 3d" OR "3d generation"
        OR "image to 3d" OR "gaussian splat"`,
    },
    {
      slug: "nerf",
      name: "Neural radiance fields",
      sentence: "Scenes as functions: radiance fields and new views from old ones.",
      rule: `
        "neural radiance field" OR =NeRF OR =NeRFs OR "radiance field" OR "novel view synthesis"
        OR "neural rendering" OR "neural implicit" (surface OR scene)
        OR "implicit neural representation"`,
    },
    {
      slug: "object-detection",
      name: "Object detection and tracking",
      sentence: "Finding things in pictures and following them.",
      rule: `
        "object detection" OR "object detector" OR =YOLO OR =DETR OR "object tracking"
        OR "pedestrian detection" OR "open vocabulary detection" OR "visual tracking"`,
    },
    {
      slug: "segmentation",
      name: "Segmentation",
      sentence: "Which pixel belongs to what.",
      rule: `
        "semantic segmentation" OR "instance segmentation" OR "image segmentation"
        OR "panoptic segmentation" OR "video object segmentation" OR "segment anything"
        OR "medical segmentation" OR "segmentation mask" OR "referring segmentation"
        OR "organ segmentation" OR "tumor segmentation" OR "lesion segmentation"
        OR ti:segmentation (cat:cs.CV OR cat:eess.IV)`,
    },
    {
      slug: "self-supervised",
      name: "Self-supervised learning",
      sentence: "Representations learned without labels.",
      rule: `
        "self supervised" OR "self supervision" OR "contrastive learning" OR "masked autoencoder"
        OR "masked image modeling" OR "contrastive pre training" OR "joint embedding predictive"
        OR =SimCLR OR =DINO OR =DINOv2 OR =BYOL OR =JEPA`,
    },
    {
      slug: "medical-imaging",
      name: "Medical imaging",
      sentence: "Reading scans, slides and X-rays.",
      rule: `
        "medical image" OR "medical imaging" OR radiology OR radiograph OR "chest x ray"
        OR "computed tomography" OR histopathology OR "whole slide image"
        OR "magnetic resonance imaging"
        OR "brain tumor" OR "ct scan" OR mri OR "retinal image" OR "fundus image"
        OR ultrasound image
        OR "digital pathology" OR "computational pathology"`,
    },
  ],
};
