import { adminCopy } from "#components/copy/admin.ts";
import { useVendorLabels } from "./use-routing.ts";

/** A part's name as people know it: a vendor by its label, everything else by its own word. */
export function usePartName(): (name: string) => string {
  const { data: labels } = useVendorLabels();
  return (name) => labels?.get(name) ?? adminCopy.partName(name);
}
