import { createUploadthing, type FileRouter, UploadThingError } from "uploadthing/server";
import { z } from "zod";
import type { Actor, Context } from "#lib/context.ts";
import type { UploadResult } from "#lib/contract/asset.ts";
import { isPermitted } from "#lib/contract/role.ts";
import { refuseClaim } from "./file-rules.ts";

export type UploadedFile = { key: string; name: string; ufsUrl: string };

export type RouterParts = {
  identify: () => Promise<Actor>;
  /** The context of the person who began the upload, as the database knows them when it ends. */
  contextOf: (userId: string) => Promise<Context>;
  takeOver: (ctx: Context, file: UploadedFile) => Promise<UploadResult>;
};

const metadata = z.object({ userId: z.string() });

/** The upload routes. `maxFileSize` takes powers of two only; the real bound is ours, and said in a sentence. */
export function createUploadRouter({ identify, contextOf, takeOver }: RouterParts) {
  const route = createUploadthing({ errorFormatter: ({ message }) => ({ message }) });
  const limits = { maxFileSize: "32MB", maxFileCount: 1 } as const;
  return {
    sourceImage: route({ "image/jpeg": limits, "image/png": limits, "image/webp": limits })
      .middleware(async ({ files }) => {
        const actor = await identify();
        if (actor.kind !== "user" || !isPermitted(actor.role, "videos:create"))
          throw new UploadThingError({ code: "FORBIDDEN", message: "Sign in to add an image." });
        const [file, ...others] = files;
        const refusal = file && others.length === 0 ? refuseClaim(file) : "One image at a time.";
        if (refusal) throw new UploadThingError({ code: "BAD_REQUEST", message: refusal });
        return { userId: actor.id };
      })
      .onUploadComplete(async ({ metadata: given, file }): Promise<UploadResult> => {
        const ctx = await contextOf(metadata.parse(given).userId);
        return takeOver(ctx, { key: file.key, name: file.name, ufsUrl: file.ufsUrl });
      }),
  } satisfies FileRouter;
}

export type UploadRouter = ReturnType<typeof createUploadRouter>;
