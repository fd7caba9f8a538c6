/** Keeps prompt text unreadable at rest. `scope` (the video id) is authenticated, so a sealed text cannot move. */
export interface Sealer {
  seal(text: string, scope: string): string;
  open(sealed: string, scope: string): string;
  /** Keyed hash, so that equal prompts can be recognised without being guessed. */
  hash(text: string): string;
}
