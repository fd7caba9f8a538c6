import type { VendorSettingName, VendorSettings } from "#lib/vendor-settings.ts";
import type { VendorSetup } from "./types.ts";

type Vendor = {
  name: string;
  label: string;
  /** Each way is a set of settings that together connect the vendor; the first one is what the page asks for. */
  ways: readonly (readonly VendorSettingName[])[];
  optional: readonly VendorSettingName[];
  /** The vendor tells what a take came to, in money, credits or tokens. */
  tellsCost: boolean;
};

/** Every vendor that needs a key. Names are those of the providers, of the cards and of the callback paths. */
export const vendors = [
  {
    name: "kling",
    label: "Kling",
    ways: [["KLINGAI_API_KEY"], ["KLINGAI_ACCESS_KEY", "KLINGAI_SECRET_KEY"]],
    optional: ["KLING_WEBHOOK_SECRET", "KLINGAI_BASE_URL"],
    tellsCost: true,
  },
  {
    name: "seedance",
    label: "Seedance",
    ways: [["ARK_API_KEY"]],
    optional: ["ARK_BASE_URL"],
    tellsCost: true,
  },
  {
    name: "runway",
    label: "Runway",
    ways: [["RUNWAYML_API_SECRET"]],
    optional: ["RUNWAYML_BASE_URL"],
    tellsCost: true,
  },
  {
    name: "google-omni",
    label: "Google Gemini Omni",
    ways: [["GEMINI_API_KEY"]],
    optional: ["GEMINI_WEBHOOK_SECRET", "GEMINI_BASE_URL"],
    tellsCost: true,
  },
  {
    name: "google-veo",
    label: "Google Veo",
    ways: [["GOOGLE_VEO_PROJECT", "GOOGLE_VEO_CREDENTIALS"]],
    optional: ["GOOGLE_VEO_LOCATION", "GOOGLE_VEO_BASE_URL"],
    tellsCost: false,
  },
  {
    name: "openai",
    label: "OpenAI",
    ways: [["OPENAI_API_KEY"]],
    optional: ["OPENAI_BASE_URL"],
    tellsCost: true,
  },
  {
    name: "atlas-cloud",
    label: "Atlas Cloud",
    ways: [["ATLASCLOUD_API_KEY"]],
    optional: ["ATLASCLOUD_BASE_URL"],
    tellsCost: true,
  },
  {
    name: "fal",
    label: "fal",
    ways: [["FAL_KEY"]],
    optional: ["FAL_QUEUE_URL", "FAL_REST_URL"],
    tellsCost: false,
  },
  {
    name: "replicate",
    label: "Replicate",
    ways: [["REPLICATE_API_TOKEN"]],
    optional: ["REPLICATE_WEBHOOK_SECRET", "REPLICATE_BASE_URL"],
    tellsCost: false,
  },
  {
    name: "generic",
    label: "SeeVido",
    ways: [["SEEVIDO_API_KEY", "SEEVIDO_BASE_URL"]],
    optional: ["SEEVIDO_WEBHOOK_SECRET"],
    tellsCost: false,
  },
] as const satisfies readonly Vendor[];

export type VendorName = (typeof vendors)[number]["name"];

const listed = (names: readonly string[]): string => names.join(" and ");

function faultOf({ label, ways, optional }: Vendor, { values, faults }: VendorSettings): string | undefined {
  const bad = [...ways.flat(), ...optional].find((name) => faults.has(name));
  if (bad) return `${label} is not connected: ${bad} ${faults.get(bad)}.`;
  if (ways.some((way) => way.every((name) => values[name]))) return undefined;
  const begun = ways.find((way) => way.some((name) => values[name]));
  if (!begun) return undefined;
  const set = begun.filter((name) => values[name]);
  const missing = begun.filter((name) => !values[name]);
  return `${label} is not connected: ${listed(set)} needs ${listed(missing)} as well.`;
}

function setupOf(vendor: Vendor, settings: VendorSettings): VendorSetup {
  const { name, label, ways, optional, tellsCost } = vendor;
  const fault = faultOf(vendor, settings);
  const isSet = (setting: VendorSettingName): boolean => settings.given.has(setting);
  const connected = !fault && ways.some((way) => way.every((setting) => settings.values[setting]));
  const used = ways.find((way) => way.some(isSet)) ?? ways[0] ?? [];
  return {
    name,
    label,
    connected,
    tellsCost,
    fault,
    settings: [...ways.flat(), ...optional].map((setting) => ({
      name: setting,
      set: isSet(setting),
      required: used.includes(setting),
    })),
  };
}

/** One line for each setting of no single vendor that cannot be used; the installation runs on without it. */
export function sharedFaults({ faults }: VendorSettings): string[] {
  const fault = faults.get("OUTPUT_HOSTS");
  return fault === undefined ? [] : [`No further hosts are allowed: OUTPUT_HOSTS ${fault}.`];
}

/** Which vendors an environment connects, and one line for each that it connects by halves. */
export const vendorSetups = (settings: VendorSettings): VendorSetup[] =>
  vendors.map((vendor) => setupOf(vendor, settings));
