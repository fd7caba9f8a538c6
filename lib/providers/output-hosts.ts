type Hosts = { hosts: readonly string[]; source: string };

/** Where vendors lay their films, beside their own addresses. `*.name` stands for everything below a name. */
const known: Readonly<Record<string, readonly Hosts[]>> = {
  kling: [
    { hosts: ["*.klingai.com"], source: "addresses in Kling's API documentation and in published answers" },
  ],
  seedance: [
    { hosts: ["*.volces.com"], source: "BytePlus documentation, video generation: example answers" },
  ],
  runway: [{ hosts: ["*.cloudfront.net"], source: "an answer in Runway's API documentation" }],
  "google-omni": [
    {
      hosts: ["*.googleapis.com", "*.googleusercontent.com"],
      source: "Google's own; where a film is redirected to is not documented",
    },
  ],
  "atlas-cloud": [
    {
      hosts: ["atlas-media.oss-us-west-1.aliyuncs.com", "atlas-media.oss-accelerate-overseas.aliyuncs.com"],
      source: "published answers; the documentation names no host",
    },
    {
      hosts: ["*.volces.com", "*.klingai.com"],
      source: "hosts of the models' own makers, seen in published answers",
    },
  ],
  fal: [{ hosts: ["fal.media", "*.fal.media"], source: "fal documentation and client" }],
  replicate: [{ hosts: ["replicate.delivery", "*.replicate.delivery"], source: "Replicate documentation" }],
};

/** Where a vendor's outputs may lie: at its own origins, on hosts known of it, and on those an admin allowed. */
export function outputHostsOf(
  name: string,
  baseUrls: readonly string[],
  allowed: readonly string[] = [],
): readonly string[] {
  const documented = (known[name] ?? []).flatMap(({ hosts }) => hosts);
  return [...new Set([...baseUrls.map((url) => new URL(url).origin), ...documented, ...allowed])];
}
