import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { probe } from "#lib/media/inspect/probe.ts";
import { type Simulator, startSimulator } from "./server.ts";
import { demoCaller, demoVendor } from "./testing/demo-vendor.ts";
import { startReceiver } from "./testing/receiver.ts";

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dailies-simulator-test-"));
  simulator = await startSimulator({ dialects: [demoVendor], jobSeconds: 0.2, timeScale: 0.001, folder });
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => simulator.reset());

const caller = () => demoCaller(simulator.origin);
const begin = async (prompt: string, more: object = {}): Promise<string> =>
  (await (await caller().post(prompt, more)).json()).id;
const stateOf = async (id: string) => (await (await caller().read(id)).json()).status;
const ended = (id: string, state: string) =>
  expect.poll(() => stateOf(id), { interval: 20, timeout: 20_000 }).toBe(state);
const outputOf = async (id: string): Promise<string> => (await (await caller().read(id)).json()).url;

test("only this machine can be listened on", async () => {
  await expect(startSimulator({ host: "0.0.0.0" })).rejects.toThrow("this machine only");
});

test("what was accepted is charged, refunded or held, to the last micro-dollar", async () => {
  const delivered = await begin("one");
  const failed = await begin("two [[fail]]");
  await ended(delivered, "succeeded");
  await ended(failed, "failed");
  const canceled = await begin("three [[hang]]");
  const running = await begin("four [[hang]]");
  await caller().cancel(canceled);
  await ended(running, "running");
  const totals = simulator.ledger.totals("demo");
  expect(totals).toEqual({
    tasks: 4,
    acceptedMicros: 1_000_000,
    chargedMicros: 250_000,
    refundedMicros: 500_000,
    heldMicros: 250_000,
  });
  expect(simulator.ledger.balance("demo")).toBe(100_000_000 - totals.chargedMicros - totals.heldMicros);
});

test("a task that the balance does not cover is refused and not entered", async () => {
  await fetch(`${simulator.origin}/_sim/balance`, {
    method: "POST",
    body: JSON.stringify({ dialect: "demo", micros: 249_999 }),
  });
  expect(await (await caller().post("one")).json()).toMatchObject({ error: "balance" });
  expect(simulator.ledger.totals().tasks).toBe(0);
});

test("over the cap a task waits its turn and takes the place that is given up", async () => {
  const first = await begin("one [[hang]]");
  await begin("two [[hang]]");
  const third = await begin("three");
  await ended(first, "running");
  expect(await stateOf(third)).toBe("queued");
  await caller().cancel(first);
  await ended(third, "succeeded");
});

test("the output is a playable film of the asked size and length, with sound when asked, in ranges", async () => {
  const id = await begin("one", { audio: true });
  await ended(id, "succeeded");
  const url = await outputOf(id);
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
  const path = join(folder, "output.mp4");
  await writeFile(path, bytes);
  expect(await probe(path)).toMatchObject({
    ok: true,
    video: { codec: "avc", width: 320, height: 180, durationSeconds: 1, frameRate: 24, hasAudio: true },
  });
  const part = await fetch(url, { headers: { range: "bytes=4-7" } });
  expect([part.status, await part.text()]).toEqual([206, "ftyp"]);
  const end = await fetch(url, { headers: { range: "bytes=-3" } });
  expect(Buffer.from(await end.arrayBuffer())).toEqual(bytes.subarray(-3));
  expect((await fetch(url, { headers: { range: `bytes=${bytes.length}-` } })).status).toBe(416);
});

test("equal films are made once", async () => {
  for (const prompt of ["one", "two"]) {
    const id = await begin(prompt);
    await ended(id, "succeeded");
    expect((await fetch(await outputOf(id))).status).toBe(200);
  }
  const silent = (await readdir(folder)).filter((name) => name !== "output.mp4");
  expect(silent.length).toBeLessThanOrEqual(2);
});

test("a link that was bent or has run out opens nothing", async () => {
  const id = await begin("one");
  await ended(id, "succeeded");
  const url = await outputOf(id);
  const bent = url.replace(/signature=(.)/, (_, first) => `signature=${first === "a" ? "b" : "a"}`);
  expect((await fetch(bent)).status).toBe(403);
  const job = simulator.core.find("demo", id);
  if (!job) throw new Error("no job");
  expect((await fetch(simulator.core.outputUrl(job, -1))).status).toBe(403);
});

test("messages follow the life of a task in order and come again until they are taken", async () => {
  const receiver = await startReceiver((count) => (count === 1 ? 500 : 200));
  const id = await begin("one", { hook: receiver.url });
  const messages = await receiver.arrived(4);
  await receiver.close();
  expect(messages.map(({ body }) => JSON.parse(body).status)).toEqual([
    "queued",
    "queued",
    "running",
    "succeeded",
  ]);
  expect(messages[0]?.headers.get("x-signature")).toBe(simulator.core.secret("demo", id));
});

test("the page and its data show balances, tasks, messages and the fault words, and no prompt", async () => {
  const id = await begin("a secret prompt [[fail]]");
  await ended(id, "failed");
  const ledger = await (await fetch(`${simulator.origin}/_sim/ledger`)).text();
  const page = await (await fetch(simulator.origin)).text();
  for (const text of [ledger, page]) {
    expect(text).toContain(id);
    expect(text).not.toContain("secret prompt");
  }
  expect(page).toContain("Demo vendor");
  expect(page).toContain("[[reset-after-accept]]");
});

test("where films are made ahead, a task has succeeded only when its film is there", async () => {
  const ahead = await mkdtemp(join(tmpdir(), "dailies-simulator-test-"));
  const own = await startSimulator({
    dialects: [demoVendor],
    jobSeconds: 0.02,
    folder: ahead,
    prewarm: true,
  });
  const { id } = await (await demoCaller(own.origin).post("one")).json();
  const read = async () => (await (await demoCaller(own.origin).read(id)).json()).status;
  await expect.poll(read, { interval: 5, timeout: 20_000 }).toBe("succeeded");
  expect((await readdir(ahead)).filter((name) => name.endsWith(".mp4"))).toHaveLength(1);
  await own.close();
  await rm(ahead, { recursive: true, force: true });
});

test("with dice in hand the books still add up", async () => {
  const own = await startSimulator({ dialects: [demoVendor], jobSeconds: 0.05, seed: 3, chaos: 0.5 });
  const { post, read } = demoCaller(own.origin);
  const attempts = Array.from({ length: 40 }, (_, index) =>
    post(`task ${index}`)
      .then(async (answer) => read((await answer.json()).id))
      .then(
        () => "answered",
        () => "broken",
      ),
  );
  const outcomes = await Promise.all(attempts);
  expect(new Set(outcomes)).toEqual(new Set(["answered", "broken"]));
  const { acceptedMicros, chargedMicros, refundedMicros, heldMicros, tasks } = own.ledger.totals();
  expect(tasks).toBeGreaterThan(0);
  expect(chargedMicros + refundedMicros + heldMicros).toBe(acceptedMicros);
  await own.close();
});
