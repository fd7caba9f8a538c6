/** A whole file or one byte range of it (RFC 9110, section 14). */
export function serveFile(
  bytes: Uint8Array<ArrayBuffer>,
  mimeType: string,
  range: string | undefined,
): Response {
  const headers = { "content-type": mimeType, "accept-ranges": "bytes" };
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? "");
  if (!asked || (asked[1] === "" && asked[2] === ""))
    return new Response(bytes, { headers: { ...headers, "content-length": String(bytes.length) } });
  const suffix = asked[1] === "";
  const from = suffix ? Math.max(0, bytes.length - Number(asked[2])) : Number(asked[1]);
  const to = suffix || asked[2] === "" ? bytes.length - 1 : Math.min(bytes.length - 1, Number(asked[2]));
  if (from > to || from >= bytes.length)
    return new Response(null, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${bytes.length}` },
    });
  return new Response(bytes.slice(from, to + 1), {
    status: 206,
    headers: {
      ...headers,
      "content-range": `bytes ${from}-${to}/${bytes.length}`,
      "content-length": String(to - from + 1),
    },
  });
}
