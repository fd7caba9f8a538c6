import type { Provider, ProviderRegistry } from "./types.ts";

export function createRegistry(providers: readonly Provider[]): ProviderRegistry {
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  return { get: (name) => byName.get(name), list: () => providers };
}
