import type { Metadata } from "next";
import { LibraryPage } from "#components/studio/library/library-page.tsx";

export const metadata: Metadata = { title: "Library" };

export default function Page() {
  return <LibraryPage />;
}
