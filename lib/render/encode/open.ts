import type { OpenEncoder } from "./encoder.ts";
import { openWasm } from "./wasm.ts";
import { openWebCodecs } from "./webcodecs.ts";

export type EncoderChoice = "auto" | "webcodecs" | "wasm";

/** The native encoder, or the WebAssembly one where the native one cannot be loaded or refuses to start. */
export function openEncoderOf(choice: EncoderChoice, onFallback: (reason: string) => void): OpenEncoder {
  if (choice === "wasm") return openWasm;
  if (choice === "webcodecs") return openWebCodecs;
  return async (settings) => {
    try {
      return await openWebCodecs(settings);
    } catch (error) {
      onFallback(error instanceof Error ? error.message : String(error));
      return openWasm(settings);
    }
  };
}
