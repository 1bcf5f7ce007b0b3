import { resolve } from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  output: "export",
  reactStrictMode: true,
  images: { unoptimized: true },
  transpilePackages: ["@aisle/domain", "@aisle/protocol", "@aisle/sync"],
  turbopack: { root: resolve(import.meta.dirname, "../..") },
  // `tsc -b` checks every package at once; Next would check this one again, and more slowly.
  typescript: { ignoreBuildErrors: true },
  // The same sources give the same file names, so a rebuild does not make every phone download the app again.
  generateBuildId: () => process.env.AISLE_BUILD_ID ?? "development",
  env: { AISLE_BUILD: process.env.AISLE_BUILD_ID ?? "development" },
};

export default config;
