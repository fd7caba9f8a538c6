import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  agentRules: false,
  devIndicators: false,
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pino", "@node-rs/argon2", "sharp", "mediabunny", "busboy"],
};

export default config;
