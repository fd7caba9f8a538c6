import { join } from "node:path";
import { z } from "zod";
import type { Actor } from "#lib/context.ts";
import { uploadResult } from "#lib/contract/asset.ts";
import { failureResponse } from "#lib/http/answer.ts";
import { newId } from "#lib/ids.ts";
import { createBench } from "#lib/testing/context.ts";
import { importAsset } from "../import-asset.ts";
import { createPartFiles, makePartFolder } from "../part-files.ts";
import { createUploadRouter } from "../router.ts";
import { embeddedToken } from "../token.ts";
import { createEmbeddedEdge } from "../upload-edge.ts";
import { findUpload } from "../upload-records.ts";

export const appUrl = "http://127.0.0.1:3000";
const linkList = z.array(z.object({ url: z.string(), key: z.string() })).length(1);
const answered = z.object({ serverData: uploadResult, fileHash: z.string() });

export type Claim = { name: string; size: number; type: string };

/** The doors of uploads on a database and folders of their own, spoken to as the upload library's browser part does. */
export async function createUploadBench() {
  const bench = await createBench(10);
  const folder = join(bench.mediaRoot, "arriving");
  await makePartFolder(folder);
  const files = createPartFiles(folder);
  const token = embeddedToken("a secret of the upload tests, long enough");
  const owner = await bench.person("creator");
  const state: { actor: Actor; now: () => Date } = { actor: owner, now: () => new Date() };
  const router = createUploadRouter({
    identify: async () => state.actor,
    contextOf: async (userId) => bench.context(userId === owner.id ? owner : { kind: "anonymous" }),
    async takeOver(ctx, { key, name }) {
      const upload = await findUpload(ctx.db, key);
      return importAsset(ctx, { uploadKey: key, name, path: files.pathOf(upload?.id ?? key) });
    },
  });
  const edge = createEmbeddedEdge({ router, token, db: bench.db, files, now: () => state.now(), appUrl });
  const answer = (work: Promise<Response>) =>
    work.catch((error: unknown) => failureResponse(error, newId("request")));

  const ask = (claim: Claim | Claim[], headers: Record<string, string> = {}) =>
    answer(
      edge.handle(
        new Request(`${appUrl}/api/uploadthing?actionType=upload&slug=sourceImage`, {
          method: "POST",
          headers: {
            host: "127.0.0.1:3000",
            origin: appUrl,
            "sec-fetch-site": "same-origin",
            "content-type": "application/json",
            ...headers,
          },
          body: JSON.stringify({ files: [claim].flat(), input: undefined }),
        }),
      ),
    );
  const keyOf = (url: string) => new URL(url).pathname.replace("/api/ingest/", "");
  const send = async (url: string, init: RequestInit, host = "127.0.0.1:3000") => {
    const request = new Request(url, {
      ...init,
      headers: { host, ...Object.fromEntries(new Headers(init.headers)) },
    });
    return answer(Promise.resolve().then(() => edge.ingest(request, keyOf(url))));
  };
  const put = (url: string, content: BlobPart, start = 0) => {
    const form = new FormData();
    form.append("file", new Blob([content]), "blob");
    return send(url, { method: "PUT", body: form, headers: { range: `bytes=${start}-` } });
  };
  return {
    bench,
    folder,
    files,
    token,
    owner,
    state,
    ask,
    put,
    send,
    handle: (request: Request) => answer(edge.handle(request)),
    head: (url: string) => send(url, { method: "HEAD" }),
    /** A link for a file, as the browser would get it. */
    async link(claim: Claim) {
      const [first] = linkList.parse(await (await ask(claim)).json());
      if (!first) throw new Error("no link came");
      return first;
    },
    /** Asks and sends; what `useUploadThing` would resolve to. */
    async upload(claim: Omit<Claim, "size">, content: Buffer) {
      const { url } = await this.link({ ...claim, size: content.length });
      return answered.parse(await (await put(url, new Uint8Array(content))).json()).serverData;
    },
  };
}
