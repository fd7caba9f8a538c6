import { afterEach, describe, expect, it } from "vitest";
import { failureIn } from "#lib/testing/follow-job.ts";
import { startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import type { GetBench } from "./suite.ts";
import type { ErrorRow, VendorCase } from "./vendor-case.ts";

const textOf = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body));
const titleOf = ({ status, body, kind }: ErrorRow): [string, string] => [
  `${status} ${textOf(body).slice(0, 110)}`,
  kind,
];

export function errorTableCases(vendor: VendorCase, getBench: GetBench): void {
  describe("the vendor's error table", () => {
    let server: VendorServer | undefined;
    afterEach(() => server?.close());

    async function against({ status, body, headers }: ErrorRow) {
      const bench = getBench();
      server = await startVendorServer((_, response) => {
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(textOf(body));
      });
      return bench.provider({ origin: server.origin });
    }

    it.each(vendor.refusals.map((row) => [...titleOf(row), row] as const))(
      "a submission answered with %s comes to %s",
      async (_title, kind, row) => {
        const bench = getBench();
        const from = await against(row);
        const failure = failureIn(await bench.submit(bench.request(), from, 0));
        expect(failure).toMatchObject({ kind });
        expect(failure?.retryAfterSeconds).toBe(row.retryAfterSeconds);
        expect(server?.heard).toHaveLength(1);
      },
    );

    it("is told without the prompt, where the vendor repeats it", async () => {
      const bench = getBench();
      const request = bench.request();
      const row = vendor.refusals.find(({ kind }) => kind === "invalid");
      const echo = (key: string, value: unknown): unknown =>
        /^(message|msg|error|detail|title)$/.test(key) && typeof value === "string"
          ? `Bad words: ${request.prompt}`
          : value;
      const body: unknown = JSON.parse(textOf(row?.body), echo);
      expect(textOf(body)).toContain(request.prompt);
      const from = await against({ status: 400, kind: "invalid", ...row, body });
      expect((await bench.submit(request, from, 0)).kind).toBe("refused");
    });

    it.each(vendor.failures.map((row) => [...titleOf(row), row] as const))(
      "a look answered with %s comes to %s",
      async (_title, kind, row) => {
        const seen = await (await against(row)).observe(vendor.operation);
        expect(seen).toMatchObject({ kind: "failed", failure: { kind } });
      },
    );
  });
}
