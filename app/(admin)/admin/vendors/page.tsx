import type { Metadata } from "next";
import { VendorsPage } from "#components/admin/vendors/vendors-page.tsx";
import { vendorCopy } from "#components/copy/vendors.ts";
import { requireUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: vendorCopy.title };

export default async function AdminVendorsPage() {
  await requireUser("system:inspect");
  return <VendorsPage />;
}
