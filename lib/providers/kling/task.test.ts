import { describe, expect, it } from "vitest";
import { klingVerdict } from "./errors.ts";
import { billedMicros, klingEventId, readKlingCallback } from "./task.ts";

const url = "https://cdn.example.test/o.mp4";
const standard = (changes: Record<string, unknown>) => ({
  id: "867283741759111202",
  status: "succeeded",
  message: "",
  create_time: 1792000000000,
  update_time: 1792000052000,
  external_id: "job-7f2c",
  outputs: [{ type: "video", id: "v1", url, watermark_url: "", duration: "5.041" }],
  billing: [{ charge_type: "unit", amount: "3", package_type: "video" }],
  ...changes,
});
const legacy = (changes: Record<string, unknown>) => ({
  task_id: "8672",
  task_status: "succeed",
  task_status_msg: "",
  task_info: { external_task_id: "job-7f2c" },
  final_unit_deduction: "3",
  task_result: { videos: [{ id: "v1", url, watermark_url: "", duration: "5.0" }] },
  ...changes,
});
const readCallback = (payload: Record<string, unknown>) =>
  readKlingCallback(payload, "task_id" in payload ? "8672" : "867283741759111202");
const succeeded = { kind: "succeeded", outputs: [{ url, headers: {} }], costMicros: 420_000 };

describe("a task of Kling", () => {
  it.each(["succeeded", "succeed", "completed"])("has its file and its cost when it is %s", (status) => {
    expect(readCallback(standard({ status }))).toMatchObject(succeeded);
    expect(readCallback(legacy({ task_status: status }))).toMatchObject(succeeded);
  });

  it.each(["submitted", "processing", "reticulating", "SUCCEEDED", ""])(
    "is pending when it is %j",
    (status) => {
      const pending = { kind: "pending", progress: undefined, queuePosition: undefined };
      expect(readCallback(standard({ status }))).toEqual(pending);
      expect(readCallback(legacy({ task_status: status }))).toEqual(pending);
    },
  );

  it.each([
    ["Failure to pass the risk control system", "policy"],
    ["The content is sensitive", "policy"],
    ["violates our usage policies", "policy"],
    ["Service internal error", "transient"],
    ["", "transient"],
  ])("that failed with %j comes to %s", (message, kind) => {
    expect(readCallback(standard({ status: "failed", message }))).toMatchObject({ failure: { kind } });
    expect(readCallback(legacy({ task_status: "failed", task_status_msg: message }))).toMatchObject({
      failure: { kind },
    });
  });

  it("that failed, or brought no file, and was billed all the same says what it cost", () => {
    const cost = { kind: "failed", failure: { chargedMicros: 420_000 } };
    expect(readCallback(standard({ status: "failed" }))).toMatchObject(cost);
    expect(readCallback(legacy({ task_status: "failed" }))).toMatchObject(cost);
    expect(readCallback(standard({ outputs: [] }))).toMatchObject(cost);
    for (const billing of [
      undefined,
      [],
      [{ charge_type: "unit", amount: "0" }],
      [{ charge_type: "x", amount: 3 }],
    ])
      expect(readCallback(standard({ status: "failed", billing }))).not.toHaveProperty(
        "failure.chargedMicros",
      );
  });

  it("that succeeded without a file is a failure", () => {
    for (const outputs of [[], undefined, null, [{ type: "image", url }], [{ type: "video", url: "" }]])
      expect(readCallback(standard({ outputs }))).toMatchObject({ kind: "failed" });
    expect(readCallback(legacy({ task_result: null }))).toMatchObject({ kind: "failed" });
  });

  it("says nothing where it is no task", () => {
    for (const payload of [
      {},
      { id: 867283741759111202n },
      { id: "", status: "succeeded" },
      { task_id: "1" },
    ]) {
      expect(readCallback(payload)).toBeUndefined();
      expect(klingEventId(payload)).toBeUndefined();
    }
  });

  it("makes one event of one status, however often it is told", () => {
    expect(klingEventId(standard({}))).toBe("867283741759111202/succeeded");
    expect(klingEventId(standard({ update_time: 1 }))).toBe(klingEventId(standard({})));
    expect(klingEventId(legacy({}))).toBe("8672/succeed");
  });
});

describe("what a task cost", () => {
  it.each([
    [[], null],
    [[{ charge_type: "unit", amount: "3" }], 420_000],
    [[{ charge_type: "unit", amount: 1.5 }], 210_000],
    [[{ charge_type: "cash", amount: "0.42", currency: "USD" }], 420_000],
    [
      [
        { charge_type: "unit", amount: "1" },
        { charge_type: "cash", amount: "0.1", currency: "USD" },
      ],
      240_000,
    ],
    [[{ charge_type: "cash", amount: "3.02", currency: "CNY" }], null],
    [[{ charge_type: "points", amount: "3" }], null],
    [[{ charge_type: "unit", amount: "many" }], null],
  ])("of %j is %s micro-USD", (rows, micros) => {
    expect(billedMicros(rows)).toBe(micros);
  });
});

describe("an error of Kling", () => {
  const judge = (code: number, message = "") =>
    klingVerdict({ status: 429, headers: new Headers(), text: "", json: { code, message, request_id: "r" } })
      ?.kind;

  it.each([
    ["auth", [1000, 1001, 1002, 1003, 1004, 1103, 1304]],
    ["quota", [1100, 1101, 1102]],
    ["invalid", [1200, 1201]],
    ["unknown", [1202, 1203]],
    ["policy", [1300, 1301]],
    ["transient", [1302, 1303, 5001]],
    ["ambiguous", [5000, 5002]],
  ])("is %s by its code and not by its HTTP status", (kind, codes) => {
    expect(codes.map((code) => judge(code))).toEqual(codes.map(() => kind));
  });

  it("is ambiguous where it says that our attempt is there already", () => {
    expect(judge(1201, "external_task_id job-7f2c already exists")).toBe("ambiguous");
  });

  it("is none of Kling's own without a code that is known", () => {
    for (const code of [0, 7, 1999]) expect(judge(code)).toBeUndefined();
  });
});
