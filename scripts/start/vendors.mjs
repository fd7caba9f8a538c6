import { sharedFaults, vendorSetups } from "../../lib/providers/vendor-setup.ts";
import { readVendorSettings, vendorSettingNames } from "../../lib/vendor-settings.ts";
import { simulatorEnvironment } from "../../simulator/environment.ts";

/** @typedef {import("./settings.mjs").Environment} Environment */

/**
 * An environment whose vendors are all simulated at `origin`; not one key that the user set is left in it. Names are
 * blanked, because Next would read a missing one out of `.env`.
 * @param {Environment} environment @param {string} origin @returns {Environment}
 */
export function simulateVendors(environment, origin) {
  const blank = Object.fromEntries(vendorSettingNames.map((name) => [name, ""]));
  return { ...environment, ...blank, ...simulatorEnvironment(origin) };
}

/**
 * The rows of the start's table about vendors, and a line for each vendor that is set and cannot be used.
 * @param {Environment} environment @param {string | undefined} simulator its address, where it plays the vendors
 */
export function describeVendors(environment, simulator) {
  const settings = readVendorSettings(environment);
  const setups = vendorSetups(settings);
  const connected = setups.filter((setup) => setup.connected);
  const names = connected.map(({ label }) => label).join(", ");
  const kind = simulator ? "simulated" : "real";
  const judged = connected.some(({ name }) => name === "openai");
  return {
    rows: [
      ["vendors", names ? kind : "none", simulator ?? (names || "no key is set; Animatic makes everything")],
      ["moderation", judged ? kind : "embedded", judged ? "offline rules, then OpenAI" : "offline rules"],
    ],
    faults: [...setups.flatMap(({ fault }) => (fault ? [fault] : [])), ...sharedFaults(settings)],
  };
}
