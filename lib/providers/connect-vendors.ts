import type { VendorSettings } from "#lib/vendor-settings.ts";
import { createAnimaticProvider } from "./animatic.ts";
import { createOpenAiStillMaker } from "./openai/still-maker.ts";
import { type Reach, reachOf } from "./reach.ts";
import type { Provider, StillMaker, VendorSetup } from "./types.ts";
import { type VendorName, vendorSetups } from "./vendor-setup.ts";

export type OwnSettings = { appUrl: string; rendererUrl: string; secret: string };

export type ConnectedVendors = {
  providers: Provider[];
  vendors: VendorSetup[];
  stills: StillMaker | undefined;
  /** Where OpenAI is to be asked for its judgement. */
  judge: { baseUrl: string; apiKey: string; kind: "real" | "simulated" } | undefined;
};

const animatic: VendorSetup = {
  name: "animatic",
  label: "Animatic",
  connected: true,
  fault: undefined,
  tellsCost: true,
  settings: [{ name: "RENDERER_URL", set: true, required: false }],
};

type Values = VendorSettings["values"];
type Build = (values: Values, reach: (baseUrl: string) => Reach) => Provider | undefined;

/** How each vendor of videos is made of its settings; only called where they are complete. */
const builders: Readonly<Record<string, Build>> = {};

/** Every vendor whose settings are there, and the embedded renderer, which always is. */
export function connectVendors(settings: VendorSettings, own: OwnSettings): ConnectedVendors {
  const { values } = settings;
  const vendors = vendorSetups(settings);
  const isConnected = (name: VendorName) =>
    vendors.some((vendor) => vendor.name === name && vendor.connected);
  const reach = (baseUrl: string) => reachOf(own.appUrl, baseUrl);
  const made = vendors
    .filter(({ connected }) => connected)
    .flatMap(({ name }) => builders[name]?.(values, reach) ?? []);
  const openai =
    isConnected("openai") && values.OPENAI_API_KEY
      ? {
          baseUrl: values.OPENAI_BASE_URL,
          apiKey: values.OPENAI_API_KEY,
          kind: reach(values.OPENAI_BASE_URL).kind,
        }
      : undefined;
  return {
    providers: [...made, createAnimaticProvider({ url: own.rendererUrl, secret: own.secret })],
    vendors: [...vendors, animatic],
    stills: openai && createOpenAiStillMaker(openai),
    judge: openai,
  };
}
