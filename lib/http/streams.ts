import type { ProblemCode } from "#lib/contract/problem.ts";
import type { JsonNode } from "./json-schemas.ts";

type Stream = {
  path: string;
  described: JsonNode & { responses: JsonNode };
  problems: readonly ProblemCode[];
};

const answer = {
  "200": {
    description:
      "Server-sent events: `ready`, `video` (with an id, replayed after Last-Event-ID) and `progress`.",
    content: { "text/event-stream": { schema: { type: "string" } } },
  },
};
const lastEventId = {
  name: "Last-Event-ID",
  in: "header",
  required: false,
  description: "Goes on after this message.",
  schema: { type: "string" },
};

/** The doors that answer with a stream; they are no operations, because a stream has no one answer to parse. */
export const streams: readonly Stream[] = [
  {
    path: "/api/v1/events",
    described: {
      operationId: "streamEvents",
      summary: "What happens to every video you may see, as it happens",
      security: [{ session: [] }],
      parameters: [lastEventId],
      responses: answer,
    },
    problems: ["not_signed_in"],
  },
  {
    path: "/api/v1/videos/{id}/events",
    described: {
      operationId: "streamVideoEvents",
      summary: "What happens to one video, as it happens",
      security: [{ session: [] }],
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }, lastEventId],
      responses: answer,
    },
    problems: ["not_signed_in", "not_found"],
  },
];
