import { openApiRoute } from "#lib/http/openapi-route.ts";

export const { GET, POST, PUT, PATCH, DELETE } = openApiRoute;
