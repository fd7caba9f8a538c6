import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { env, tellAuthItsAddress } from "#lib/env.ts";
import { failureResponse } from "#lib/http/answer.ts";
import { requireSmallBody } from "#lib/http/body.ts";
import { requireOwnSite } from "#lib/http/origin.ts";
import { newId } from "#lib/ids.ts";
import { authOptions } from "./options.ts";

type AuthContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth's door: sign-in, sign-out and OAuth callbacks. Posts are taken from our own pages only. */
export async function authRoute(request: NextRequest, context: AuthContext): Promise<Response> {
  tellAuthItsAddress();
  try {
    if (request.method === "POST") {
      requireOwnSite(request.headers, env().APP_URL);
      requireSmallBody(request.headers);
    }
    const response: Response = await NextAuth(request, context, authOptions());
    response.headers.set("cache-control", "no-store");
    response.headers.set("x-content-type-options", "nosniff");
    return response;
  } catch (error) {
    return failureResponse(error, newId("request"));
  }
}
