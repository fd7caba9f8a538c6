export type VideoFacts = {
  codec: string;
  width: number;
  height: number;
  durationSeconds: number;
  frameRate: number;
  hasAudio: boolean;
};

export type Probed = { kind: "video"; facts: VideoFacts } | { kind: "unreadable"; reason: string };

export type Still = { path: string; width: number; height: number };

/** `undecodable` means that this machine has no decoder, not that the file is bad. */
export type Stills =
  | { kind: "stills"; poster: Still; sprite: Still }
  | { kind: "undecodable" }
  | { kind: "unreadable"; reason: string };

/** Looks into files that came from outside. Decoding happens in a child process with a time and a memory limit. */
export interface Inspector {
  probe(path: string): Promise<Probed>;
  /** JPEGs written into `folder`: a full-size poster, and the hover sprite of `spriteGrid`. */
  stills(path: string, folder: string): Promise<Stills>;
}
