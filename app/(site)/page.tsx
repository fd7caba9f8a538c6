import Link from "next/link";
import { siteCopy as copy } from "#components/copy/site.ts";
import { ContactSheet } from "#components/site/contact-sheet.tsx";
import { Gallery } from "#components/site/gallery.tsx";
import { SiteHeader } from "#components/site/site-header.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { currentActor } from "#lib/auth/actor.ts";
import { newId } from "#lib/ids.ts";
import { listPublishedVideos } from "#lib/review/get-published-video.ts";
import { requestContext } from "#lib/services.ts";

const galleryLength = 24;

export default async function LandingPage() {
  const actor = await currentActor();
  const videos = await listPublishedVideos(requestContext(actor, newId("request")), { limit: galleryLength });
  const signedIn = actor.kind === "user";
  return (
    <>
      <SiteHeader signedIn={signedIn} />
      <main className="mx-auto grid w-full max-w-300 gap-16 px-4 pt-10 pb-16 tablet:px-8 desk:pt-16">
        <section className="grid grid-cols-1 items-center gap-10 desk:grid-cols-[1fr_1.15fr]">
          <div className="grid justify-items-start gap-5">
            <h1 className="text-landing max-tablet:text-display">
              {copy.promise.map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </h1>
            <p className="max-w-100 text-prompt text-muted">{copy.lead}</p>
            <Link
              href={signedIn ? "/create" : "/sign-in"}
              className={buttonClass({ kind: "primary", size: "lg" })}
            >
              {signedIn ? copy.openStudio : copy.signIn}
            </Link>
          </div>
          <div className="overflow-hidden rounded-player bg-[#050506] p-5 max-tablet:p-3">
            <ContactSheet />
          </div>
        </section>
        <How />
        <Gallery videos={videos} />
      </main>
      <footer className="mx-auto flex w-full max-w-300 gap-4 border-t px-4 py-6 text-label text-muted tablet:px-8">
        <span>{copy.footerOpenSource}</span>
        <Link href="/docs/api" className="rounded-tag hover:text-text">
          {copy.footerApi}
        </Link>
      </footer>
    </>
  );
}

function How() {
  return (
    <section aria-labelledby="how-title" className="grid gap-6">
      <h2 id="how-title" className="text-title">
        {copy.howTitle}
      </h2>
      <ol className="grid gap-6 tablet:grid-cols-3">
        {copy.how.map((step) => (
          <li key={step.title} className="grid content-start gap-1 border-t pt-4">
            <h3 className="text-section">{step.title}</h3>
            <p className="text-body text-muted">{step.text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
