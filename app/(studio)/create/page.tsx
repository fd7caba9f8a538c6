import type { Metadata } from "next";
import { CreatePage } from "#components/studio/create/create-page.tsx";

export const metadata: Metadata = { title: "Create" };

export default function Page() {
  return <CreatePage />;
}
