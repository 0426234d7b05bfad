// Bundles the desk's scripts into the Python package, and lays the outlines of the countries beside them.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "src", "testigo", "web", "static", "dist");

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  entryPoints: [join(here, "src", "desk.ts")],
  outdir: target,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  sourcemap: false,
  legalComments: "linked",
  chunkNames: "[name]-[hash]",
  logLevel: "info",
});
for (const scale of ["50m", "110m"]) {
  await copyFile(
    join(here, "node_modules", "world-atlas", `countries-${scale}.json`),
    join(target, `countries-${scale}.json`),
  );
}
