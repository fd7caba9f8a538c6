import type { Provider, SubmitRequest } from "#lib/providers/types.ts";

export type TestProvider = Provider & { sent: SubmitRequest[] };

/** A vendor that takes every job and never ends one, but for what a test makes it do; keeps what it was sent. */
export function createTestProvider(name: string, change: Partial<Provider> = {}): TestProvider {
  const sent: SubmitRequest[] = [];
  const { submit, ...others } = change;
  return {
    name,
    kind: "simulated",
    reachesUs: false,
    outputHosts: [],
    jobIdOf: (operation) => String(operation.job),
    operationFor: (jobId) => ({ job: jobId }),
    sent,
    async submit(request) {
      sent.push(request);
      return submit ? submit(request) : { kind: "accepted", operation: { job: request.attemptId } };
    },
    observe: async () => ({ kind: "pending", progress: undefined, queuePosition: undefined }),
    reachable: async () => true,
    ...others,
  };
}
