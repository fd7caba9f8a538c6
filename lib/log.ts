import pino, { type Logger } from "pino";
import { logLevel } from "./env.ts";
import { faultView } from "./fault.ts";

export type { Logger };

const secrets = ["prompt", "negativePrompt", "authorization", "cookie", "password", "token"];

const root = pino({
  level: logLevel(),
  base: undefined,
  redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  serializers: { err: faultView },
});

/** A logger of one part; prompts, credentials and cookies never reach its output. */
export const log = (part: string): Logger => root.child({ part });
