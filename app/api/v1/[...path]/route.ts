import { unknownRoute } from "#lib/http/route.ts";

export const { GET, POST, PUT, PATCH, DELETE } = unknownRoute;
