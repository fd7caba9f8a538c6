import type { Provider, ProviderRegistry } from "./types.ts";

const aliases: Record<string, string> = { seevido: "generic" };

/** Providers by name; an alias finds the same one. */
export function createRegistry(providers: readonly Provider[]): ProviderRegistry {
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  return { get: (name) => byName.get(name) ?? byName.get(aliases[name] ?? ""), list: () => providers };
}
