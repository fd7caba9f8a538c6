/** What is judged before anything is paid for. Images as data URLs or addresses the judge can reach. */
export type JudgeRequest = {
  prompt: string;
  negativePrompt: string | undefined;
  images: readonly { id: string; mimeType: string; read(): Promise<Uint8Array> }[];
};

/** `input` names what was refused: the prompt, or the id of an image. `unreachable`: nobody could judge. */
export type Verdict =
  | { kind: "allowed" }
  | { kind: "refused"; input: "prompt" | { image: string }; category: string; reason: string }
  | { kind: "unreachable"; message: string };

export interface Moderator {
  kind: "embedded" | "real" | "simulated";
  judge(request: JudgeRequest): Promise<Verdict>;
}
