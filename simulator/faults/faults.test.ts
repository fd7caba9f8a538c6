import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../server.ts";
import { demoCaller, demoVendor } from "../testing/demo-vendor.ts";
import { startReceiver } from "../testing/receiver.ts";
import { createFaultDesk } from "./desk.ts";
import { type FaultDoor, faultTable } from "./table.ts";
import { readWords } from "./words.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ dialects: [demoVendor], jobSeconds: 0.1 });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const caller = () => demoCaller(simulator.origin);
const tasks = () => simulator.ledger.totals().tasks;
const outcomeOf = async (request: Promise<Response>): Promise<string> => {
  try {
    const answer = await request;
    return `${answer.status} ${(await answer.text()).slice(0, 20)}`;
  } catch {
    return "broken";
  }
};
const begin = async (prompt: string, more: object = {}): Promise<string> =>
  (await (await caller().post(prompt, more)).json()).id;
const place = (fault: object) =>
  fetch(`${simulator.origin}/_sim/faults`, { method: "POST", body: JSON.stringify(fault) });

async function outputOf(prompt: string): Promise<string> {
  const id = await begin(prompt);
  const read = async () => (await (await caller().read(id)).json()).url;
  await expect.poll(read, { interval: 20, timeout: 20_000 }).toBeTruthy();
  return read();
}

test.each([
  ["policy", '422 {"error":"policy"}', 0],
  ["invalid", '422 {"error":"invalid"}', 0],
  ["quota", '422 {"error":"balance"}', 0],
  ["auth", '422 {"error":"auth"}', 0],
  ["concurrency", '422 {"error":"concurren', 0],
  ["refuse-before-accept", '422 {"error":"overload', 0],
  ["status:502", "502 status 502", 0],
  ["drop@submit", "broken", 0],
  ["redirect:loop@submit", "broken", 0],
  ["reset-after-accept", "broken", 1],
  ["truncate@submit", "broken", 1],
  ["garbage@submit", '200 {"id": "half a th\u0000', 1],
  ["html:502@submit", "502 <!doctype html><titl", 1],
  ["unknown-status@submit", '200 {"id":"', 1],
])("the word %s answers a submission with %s and leaves %i tasks behind", async (word, outcome, left) => {
  expect(await outcomeOf(caller().post(`A boat [[${word}]]`))).toContain(outcome);
  await expect.poll(tasks).toBe(left);
});

test("retry-after tells the delay in seconds or as a date", async () => {
  const date = "Wed, 21 Nov 2029 10:00:00 GMT";
  expect((await caller().post("A boat [[retry-after:7]]")).headers.get("retry-after")).toBe("7");
  expect((await caller().post(`A boat [[retry-after:${date}]]`)).headers.get("retry-after")).toBe(date);
});

test("an answer that hangs was handled, and one that floods does not end by itself", async () => {
  const hung = caller().post("A boat [[hang@submit]]");
  await expect.poll(tasks).toBe(1);
  expect(await Promise.race([hung.then(() => "answered"), Promise.resolve("silent")])).toBe("silent");
  hung.catch(() => undefined);
  const answer = await caller().post("A boat [[huge:3@submit]]");
  expect((await answer.bytes()).length).toBeGreaterThan(3_000_000);
});

test("a word is aimed by vendor, by door, and as often as it says", async () => {
  expect((await caller().post("A boat [[policy@another]]")).status).toBe(200);
  expect((await caller().post("A boat [[policy@demo]]")).status).toBe(422);
  expect((await caller().post("A boat [[server*1]]")).status).toBe(422);
  expect((await caller().post("A boat [[server*1]]")).status).toBe(200);
  expect((await caller().post("Another boat [[server*1]]")).status).toBe(422);
  const id = await begin("A boat [[status:500@status]]");
  expect((await caller().read(id)).status).toBe(500);
});

test("a status may be a word nobody knows, flip, or be forgotten", async () => {
  const read = async (id: string) => {
    const answer = await caller().read(id);
    return answer.ok ? (await answer.json()).status : answer.status;
  };
  const odd = await begin("A boat [[unknown-status:pondering@status]]");
  expect(await read(odd)).toBe("pondering");
  const flipping = await begin("A boat [[flip-status:expired]] [[hang]]");
  expect([await read(flipping), await read(flipping), await read(flipping)]).toEqual([
    expect.not.stringContaining("expired"),
    "expired",
    expect.not.stringContaining("expired"),
  ]);
  const forgotten = await begin("A boat [[404-after:2]] [[slow:600]]");
  expect([await read(forgotten), await read(forgotten), await read(forgotten)]).toEqual([
    "queued",
    "queued",
    404,
  ]);
  expect(simulator.ledger.list().find(({ id }) => id === forgotten)).toMatchObject({
    refundedMicros: 250_000,
  });
});

test("an output may break in every way a file host can", async () => {
  const whole = await (await fetch(await outputOf("A boat"))).bytes();
  const corrupt = await (await fetch(await outputOf("A boat [[corrupt]]"))).bytes();
  expect([corrupt.length, Buffer.compare(corrupt, whole) === 0]).toEqual([whole.length, false]);
  expect((await fetch(await outputOf("A boat [[expire]]"))).status).toBe(403);
  const page = await fetch(await outputOf("A boat [[wrong-mime]]"));
  expect(page.headers.get("content-type")).toBe("text/html");
  const moved = await outputOf("A boat [[redirect]]");
  expect((await fetch(moved, { redirect: "manual" })).status).toBe(307);
  expect((await (await fetch(moved)).bytes()).length).toBe(whole.length);
  const away = await fetch(await outputOf("A boat [[redirect:away]]"), { redirect: "manual" });
  expect(away.headers.get("location")).toContain("169.254.169.254");
  await expect(
    fetch(await outputOf("A boat [[truncate]]")).then((answer) => answer.bytes()),
  ).rejects.toThrow();
  const dripped = await fetch(await outputOf("A boat [[drip:1]]"));
  expect((await dripped.bytes()).length).toBe(whole.length);
  const endless = await fetch(await outputOf("A boat [[endless]]"));
  let bytes = 0;
  for await (const chunk of endless.body ?? []) {
    bytes += chunk.length;
    if (bytes > 50_000_000) break;
  }
  expect(bytes).toBeGreaterThan(50_000_000);
});

test("messages may come twice, in another order, unsigned by us, or not at all", async () => {
  const listen = async (prompt: string, count: number) => {
    const receiver = await startReceiver();
    await begin(prompt, { hook: receiver.url });
    const messages = [...(await receiver.arrived(count))];
    await receiver.close();
    return messages;
  };
  const states = (messages: { body: string }[]) => messages.map(({ body }) => JSON.parse(body).status);
  expect(states(await listen("A boat [[duplicate:2]]", 6))).toEqual(
    ["queued", "running", "succeeded"].flatMap((state) => [state, state]),
  );
  expect(states(await listen("A boat [[reorder]]", 3))).toEqual(["succeeded", "running", "queued"]);
  const [forged] = await listen("A boat [[badsig]]", 1);
  const { id } = JSON.parse(forged?.body ?? "");
  expect(forged?.headers.get("x-signature")).not.toBe(simulator.core.secret("demo", id));
  const silent = await startReceiver();
  const dropped = await begin("A boat [[drop]]", { hook: silent.url });
  await expect.poll(async () => (await (await caller().read(dropped)).json()).status).toBe("succeeded");
  expect(silent.received).toEqual([]);
  await silent.close();
});

test("a fault placed by the API bites as often as it was asked, and can be taken back", async () => {
  expect((await place({ dialect: "demo", fault: "status", argument: "503", times: 1 })).status).toBe(201);
  expect((await caller().post("A boat")).status).toBe(503);
  expect((await caller().post("A boat")).status).toBe(200);
  await place({ fault: "policy" });
  expect((await caller().post("A boat")).status).toBe(422);
  await fetch(`${simulator.origin}/_sim/faults`, { method: "DELETE" });
  expect((await caller().post("A boat")).status).toBe(200);
  expect((await place({ fault: "no-such-fault" })).status).toBe(400);
  expect((await place({ fault: "badsig", door: "submit" })).status).toBe(400);
  expect((await place({ fault: "policy", dialect: "nobody" })).status).toBe(400);
});

test("the same seed throws the same faults, another seed others, about as many as asked", () => {
  const run = (seed: number, probability: number) => {
    const desk = createFaultDesk({ seed, probability });
    return Array.from({ length: 400 }, (_, task) => desk.meet("demo", "output", "", `task ${task}`)[0]?.name);
  };
  expect(run(7, 0.3)).toEqual(run(7, 0.3));
  expect(run(7, 0.3)).not.toEqual(run(8, 0.3));
  const met = run(7, 0.3).filter(Boolean).length;
  expect(met).toBeGreaterThan(80);
  expect(met).toBeLessThan(160);
  expect(run(7, 0)).toEqual(run(8, 0));
});

test("every fault in the table can be named by a word at each of its doors", () => {
  const doors: FaultDoor[] = faultTable.flatMap((rule) =>
    rule.doors.flatMap((door) => readWords(`A boat [[${rule.name}@${door}]]`).map((word) => word.door)),
  );
  expect(doors).toEqual(faultTable.flatMap((rule) => rule.doors));
  expect(readWords("A [[boat]] [[policy:why*3@kling@cancel]]")).toMatchObject([
    { name: "policy", argument: "why", times: 3, dialect: "kling", door: "cancel" },
  ]);
});
