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
  /** Writes the middle of an image at exactly this size, as JPEG. Throws where the image cannot be read. */
  fit(path: string, outPath: string, size: { width: number; height: number }): Promise<void>;
  /** JPEGs written into `folder`: a full-size poster, and the hover sprite of `spriteGrid`. */
  stills(path: string, folder: string): Promise<Stills>;
}
