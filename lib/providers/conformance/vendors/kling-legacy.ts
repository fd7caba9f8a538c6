import type { ErrorRow, VendorCase } from "../vendor-case.ts";
import { kling } from "./kling.ts";

const failure = (task_status_msg: string, kind: ErrorRow["kind"]): ErrorRow => ({
  status: 200,
  body: { code: 0, message: "SUCCEED", data: { task_id: "1", task_status: "failed", task_status_msg } },
  kind,
});

/** Kling by an access key pair, which speaks the older routes alone. */
export const klingLegacy: VendorCase = {
  ...kling,
  methods: ["verifyWebhook", "readWebhook", "findByToken"],
  environment: (secret) => ({
    KLINGAI_API_KEY: "",
    KLINGAI_ACCESS_KEY: "sim-access-key",
    KLINGAI_SECRET_KEY: secret("kling", "secret-key"),
  }),
  operation: { dialect: "legacy", kind: "text2video", taskId: "1" },
  failures: [
    failure("Failure to pass the risk control system", "policy"),
    failure("Internal error", "transient"),
    {
      status: 200,
      body: { code: 0, data: { task_id: "1", task_status: "succeed", task_result: { videos: [] } } },
      kind: "unknown",
    },
  ],
};
