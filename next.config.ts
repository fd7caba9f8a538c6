import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  agentRules: false,
  devIndicators: false,
  serverExternalPackages: ["pino", "@node-rs/argon2", "sharp", "mediabunny", "busboy", "graphile-worker"],
};

export default config;
