import { vi } from "vitest";
import type { TestBench } from "./context.ts";

/** Settings for code that asks `env()`; call before anything does, because they are read once a process. */
export function stubEnvironment(bench: TestBench): void {
  vi.stubEnv("DATABASE_URL", bench.url);
  vi.stubEnv("DAILIES_DATA_DIR", bench.mediaRoot);
  vi.stubEnv("DAILIES_SECRET", "a secret for tests, longer than thirty-two characters");
  vi.stubEnv("DAILIES_PROMPT_KEY", "ab".repeat(32));
  vi.stubEnv("NEXTAUTH_SECRET", "a secret for tests, longer than thirty-two characters");
}
