import { moneyOf } from "#components/copy/format.ts";
import { vendorCopy as copy } from "#components/copy/vendors.ts";
import type { Tone } from "#components/ui/tag.tsx";
import type { VendorView } from "#lib/contract/vendor.ts";

/** Settings without which the vendor stays unconnected. */
export const missingOf = ({ settings }: VendorView): string[] =>
  settings.filter(({ set, required }) => required && !set).map(({ name }) => name);

/** A vendor that has some of what it needs and not all of it. */
export const isHalfSet = (vendor: VendorView): boolean =>
  !vendor.connected &&
  missingOf(vendor).length > 0 &&
  vendor.settings.some(({ set, required }) => required && set);

/** Whether it takes work now, in words and a colour. */
export function vendorState(vendor: VendorView): { words: string; tone: Tone } {
  if (!vendor.connected)
    return isHalfSet(vendor) ? { words: copy.half, tone: "warn" } : { words: copy.off, tone: "neutral" };
  if (vendor.breaker === "open") return { words: copy.breaker.open, tone: "danger" };
  if (vendor.breaker === "half_open") return { words: copy.breaker.half_open, tone: "warn" };
  if (vendor.kind === "embedded") return { words: copy.embedded, tone: "success" };
  return vendor.kind === "simulated"
    ? { words: copy.simulated, tone: "info" }
    : { words: copy.connected, tone: "success" };
}

/** Its models by name, and how many have retired; `all` names those too. */
export function modelWords({ models }: VendorView): { short: string; all: string } {
  const namesOf = (gone: boolean) => models.filter(({ retired }) => retired === gone).map(({ name }) => name);
  const [live, retired] = [namesOf(false), namesOf(true)];
  const join = (last: string | false) => [live.join(", "), last].filter(Boolean).join(" · ") || copy.noModels;
  return {
    short: join(retired.length > 0 && copy.retiredCount(retired.length)),
    all: join(retired.length > 0 && copy.retiredToo(retired.join(", "))),
  };
}

/** Its balance as last read; a vendor that can tell one and was not asked yet is not called silent. */
export function balanceWords({ balanceMicros, capabilities }: VendorView): string {
  if (balanceMicros !== null) return moneyOf(balanceMicros);
  return capabilities.includes("balance") ? copy.balanceAwaited : copy.balanceNone;
}

/** Connected ones first, those in trouble at the top, then by name. */
export function sortVendors(vendors: readonly VendorView[]): VendorView[] {
  const rank = (vendor: VendorView) =>
    vendor.connected ? { open: 0, half_open: 1, closed: 2 }[vendor.breaker] : isHalfSet(vendor) ? 3 : 4;
  return [...vendors].sort((one, other) => rank(one) - rank(other) || one.label.localeCompare(other.label));
}
