import type { Readable } from "node:stream";

export type StoredObject = { key: string; bytes: number; sha256: string };
export type ListedObject = { key: string; bytes: number; modifiedAt: Date };

/** Where bytes lie. Keys are made by us, `/`-separated, never from user input; an object never changes once stored. */
export interface Storage {
  kind: "embedded" | "real";
  /**
   * Streams to a temporary name, hashes, fsyncs and gives it its key; refuses more than `bytesMax` with `TooLargeError`,
   * a full disk with `StorageFullError`, other bytes under a taken key with `KeyTakenError`. Never leaves half a file.
   */
  put(key: string, content: Readable, options: { bytesMax: number }): Promise<StoredObject>;
  /** Byte range, both ends inclusive. Throws `ObjectMissingError`. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable>;
  stat(key: string): Promise<{ bytes: number; modifiedAt: Date } | undefined>;
  remove(key: string): Promise<void>;
  /** Every object that was there throughout; one that comes or goes meanwhile may be told or not. In no order. */
  list(): AsyncIterable<ListedObject>;
  /** Absolute path for programs that need a file (probe, decode), valid until `release`. */
  localFile(key: string): Promise<{ path: string; release: () => Promise<void> }>;
}

export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
}
export class ObjectMissingError extends Error {
  override readonly name = "ObjectMissingError";
}
export class StorageFullError extends Error {
  override readonly name = "StorageFullError";
}
export class KeyTakenError extends Error {
  override readonly name = "KeyTakenError";
}
