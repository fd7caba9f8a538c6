import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { genericVerdicts, jobVerdicts } from "./errors.ts";
import { verifyGenericSignature } from "./signature.ts";

const page = readFileSync(new URL("../../../docs/generic-provider.md", import.meta.url), "utf8");

/** The block of the page that is marked with `name`. */
function blockOf(name: string): string {
  const block = new RegExp(`^\`\`\`\\w+ ${name}\\n(.*)\\n\`\`\`$`, "m").exec(page)?.[1];
  if (block === undefined) throw new Error(`the page has no block ${name}`);
  return block;
}

const secret = blockOf("secret");
const timestamp = blockOf("timestamp");
const rawBody = blockOf("body");
const signature = blockOf("signature");
const plain = "7d54d7a9e3cd4972e2df71ee30fa8d3505ce1bbb190fec1dc084abb954600e51";

const received = (
  changes: { signature?: string; timestamp?: string; body?: string; late?: number } = {},
) => ({
  headers: new Headers({
    "x-ai-timestamp": changes.timestamp ?? timestamp,
    "x-ai-signature": changes.signature ?? `sha256=${signature}`,
  }),
  rawBody: changes.body ?? rawBody,
  now: new Date((Number(timestamp) + (changes.late ?? 0)) * 1000),
});

describe("the page about connecting a service", () => {
  it("works its example out rightly", () => {
    expect(createHmac("sha256", secret).update(`${timestamp}.${rawBody}`).digest("hex")).toBe(signature);
  });

  it("shows JSON that can be read", () => {
    const blocks = [...page.matchAll(/^```json.*\n([\s\S]*?)\n```$/gm)].map(([, text = ""]) => text);
    expect(blocks).toHaveLength(6);
    for (const block of blocks) expect(() => JSON.parse(block)).not.toThrow();
  });

  it("lists every error code that the adapter knows, and no other", () => {
    const errors = page.slice(page.indexOf("\n## Errors"), page.indexOf("\n`errorCode` of a job"));
    const listed = [...errors.matchAll(/^\| \d{3} \| `(\w+)`/gm)].map(([, code]) => code);
    expect(listed.filter((code) => code !== "not_cancelable").sort()).toEqual(
      Object.keys(genericVerdicts).sort(),
    );
    const jobs = page.slice(page.indexOf("\n`errorCode` of a job"), page.indexOf("\n## Prices"));
    for (const code of Object.keys(jobVerdicts)) expect(jobs).toContain(`\`${code}\``);
  });
});

describe("the generic signature", () => {
  it("holds with and without its prefix, and for any of several secrets", () => {
    expect(verifyGenericSignature([secret], "v1", received())).toBe(true);
    expect(verifyGenericSignature(["older", secret], "v1", received({ signature }))).toBe(true);
  });

  it("holds without a timestamp for senders that have none, and only in that mode", () => {
    const old = received({ signature: plain, late: 100_000 });
    expect(verifyGenericSignature([secret], "plain", old)).toBe(true);
    expect(verifyGenericSignature([secret], "v1", received({ signature: plain }))).toBe(false);
    expect(verifyGenericSignature([secret], "plain", received())).toBe(false);
  });

  it.each([
    ["another body", { body: `${rawBody}\n` }],
    ["another timestamp", { timestamp: String(Number(timestamp) + 1) }],
    ["no timestamp", { timestamp: "" }],
    ["a stale timestamp", { late: 301 }],
    ["a future timestamp", { late: -301 }],
    ["upper-case digits", { signature: signature.toUpperCase() }],
    ["a cut signature", { signature: signature.slice(0, 32) }],
    ["no signature", { signature: "" }],
  ])("does not hold for %s", (_, changes) => {
    expect(verifyGenericSignature([secret], "v1", received(changes))).toBe(false);
  });

  it("holds for nobody without a secret", () => {
    expect(verifyGenericSignature([], "v1", received())).toBe(false);
    const empty = createHmac("sha256", "").update(`${timestamp}.${rawBody}`).digest("hex");
    expect(verifyGenericSignature([""], "v1", received({ signature: empty }))).toBe(false);
  });
});
