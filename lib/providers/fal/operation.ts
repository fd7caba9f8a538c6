import { z } from "zod";
import { jobId } from "../job-id.ts";

const url = z.string().optional().catch(undefined);

export const submittedSchema = z.object({
  request_id: jobId,
  gateway_request_id: jobId.optional().catch(undefined),
  status_url: url,
  response_url: url,
  cancel_url: url,
});

const paths = z.object({ status: z.string(), response: z.string(), cancel: z.string() });
export type Paths = z.infer<typeof paths>;

export const operationSchema = z.object({
  requestId: z.string(),
  /** Differs from the request id where the platform tried again by itself. */
  gatewayRequestId: z.string().optional(),
  paths,
});

const pathLengthMax = 600;
/** Plain words between single slashes: nothing that could be read as an address of its own. */
const pathShape = /^[\w.~-]+(\/[\w.:=~+@-]+)*$/;

/** The part of a returned address below our base; undefined where it points elsewhere: our key goes to no other host. */
function pathBelow(baseUrl: string, address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const root = new URL(`${baseUrl.replace(/\/$/, "")}/`);
  const target = new URL(address);
  if (target.origin !== root.origin || !target.pathname.startsWith(root.pathname)) return undefined;
  const path = target.pathname.slice(root.pathname.length);
  return pathShape.test(path) && path.length <= pathLengthMax ? path : undefined;
}

/** The handle of a request of one endpoint, accepted or learned of elsewhere. Addresses use owner and app only, not the whole endpoint id. */
export function operationOf(
  baseUrl: string,
  endpoint: string,
  submitted: z.infer<typeof submittedSchema>,
): z.infer<typeof operationSchema> {
  const { request_id: requestId, gateway_request_id: gatewayRequestId } = submitted;
  const app = endpoint.split("/").slice(0, 2).join("/");
  const own = `${app}/requests/${encodeURIComponent(requestId)}`;
  return {
    requestId,
    ...(gatewayRequestId && { gatewayRequestId }),
    paths: {
      status: pathBelow(baseUrl, submitted.status_url) ?? `${own}/status`,
      response: pathBelow(baseUrl, submitted.response_url) ?? own,
      cancel: pathBelow(baseUrl, submitted.cancel_url) ?? `${own}/cancel`,
    },
  };
}
