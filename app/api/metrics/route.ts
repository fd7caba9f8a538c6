import { metricsDoor } from "#lib/http/metrics-door.ts";
import { readOnly } from "#lib/http/raw-door.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE } = readOnly(metricsDoor);
