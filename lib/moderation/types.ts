export type Verdict = { allowed: true } | { allowed: false; category: string; reason: string };

/** Judges text before anything is stored or paid. `reason` is one sentence for the person who wrote the prompt. */
export interface Moderator {
  kind: "embedded" | "real";
  judge(input: { prompt: string; negativePrompt: string | undefined }): Promise<Verdict>;
}
