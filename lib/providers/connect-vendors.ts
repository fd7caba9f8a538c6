import type { VendorSettings } from "#lib/vendor-settings.ts";
import { createAnimaticProvider } from "./animatic.ts";
import { createOpenAiStillMaker } from "./openai/still-maker.ts";
import { reachOf } from "./reach.ts";
import type { Provider, StillMaker, VendorSetup } from "./types.ts";
import { vendorBuilders } from "./vendor-builders.ts";
import { vendorSetups } from "./vendor-setup.ts";

export type OwnSettings = { appUrl: string; rendererUrl: string; secret: string };

type OpenAi = { baseUrl: string; apiKey: string; kind: "real" | "simulated" };

export type ConnectedVendors = {
  providers: Provider[];
  vendors: VendorSetup[];
  stills: StillMaker | undefined;
  /** Where OpenAI is to be asked for its judgement. */
  judge: OpenAi | undefined;
};

const animatic: VendorSetup = {
  name: "animatic",
  label: "Animatic",
  connected: true,
  fault: undefined,
  tellsCost: true,
  settings: [{ name: "RENDERER_URL", set: true, required: false }],
};

/** Every vendor whose settings are complete, and the embedded renderer, which always is. */
export function connectVendors(settings: VendorSettings, own: OwnSettings): ConnectedVendors {
  const { values } = settings;
  const vendors = vendorSetups(settings);
  const at = (baseUrl: string) => ({
    baseUrl,
    ...reachOf(own.appUrl, baseUrl),
    outputHosts: values.OUTPUT_HOSTS ?? [],
  });
  const connected = vendors.flatMap((vendor) => (vendor.connected ? [vendor.name] : []));
  const providers = Object.entries(vendorBuilders).flatMap(([name, build]) =>
    connected.includes(name) ? (build(values, at) ?? []) : [],
  );
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL } = values;
  const { baseUrl, kind } = at(OPENAI_BASE_URL);
  const openai = connected.includes("openai") && apiKey ? { baseUrl, apiKey, kind } : undefined;
  return {
    providers: [...providers, createAnimaticProvider({ url: own.rendererUrl, secret: own.secret })],
    vendors: [...vendors, animatic],
    stills: openai && createOpenAiStillMaker(openai),
    judge: openai,
  };
}
