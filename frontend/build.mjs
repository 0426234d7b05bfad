// Bundles the desk's scripts into the Python package, and lays typefaces and the outlines of the countries beside them.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { feature, neighbors } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const target = join(here, "..", "src", "testigo", "web", "static", "dist");
const FACES = [
  ["source-sans-3", "Source Sans 3", "200 900"],
  ["source-serif-4", "Source Serif 4", "200 900"],
];
const RANGES = {
  latin:
    "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
  "latin-ext":
    "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+20AD-20C0, U+2C60-2C7F, U+A720-A7FF",
};

await rm(target, { recursive: true, force: true });
await mkdir(join(target, "countries"), { recursive: true });
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
await typefaces();
await outlines();

/** The two typefaces (SIL Open Font License), in the Latin alphabets alone: a letter of another alphabet then looks foreign, as it should. */
async function typefaces() {
  let sheet = "";
  for (const [name, family, weights] of FACES) {
    const from = join(modules, "@fontsource-variable", name);
    for (const [set, range] of Object.entries(RANGES)) {
      const file = `${name}-${set}-wght-normal.woff2`;
      await copyFile(join(from, "files", file), join(target, file));
      sheet += `@font-face{font-family:"${family}";font-style:normal;font-display:swap;font-weight:${weights};src:url(${file}) format("woff2");unicode-range:${range}}\n`;
    }
    await copyFile(join(from, "LICENSE"), join(target, `${name}-LICENSE.txt`));
  }
  await writeFile(join(target, "fonts.css"), sheet);
}

/** The world in middling detail, and each country in full detail in a file of its own, named by its ISO number (Natural Earth, public domain). */
async function outlines() {
  await copyFile(join(modules, "world-atlas", "countries-50m.json"), join(target, "countries-50m.json"));
  const world = JSON.parse(await readFile(join(modules, "world-atlas", "countries-10m.json"), "utf8"));
  const countries = world.objects.countries.geometries;
  const beside = neighbors(countries);
  const round = (value) => (Array.isArray(value) ? value.map(round) : Math.round(value * 1000) / 1000);
  for (const [i, country] of countries.entries()) {
    if (!country.id) continue;
    const { geometry } = feature(world, country);
    const around = beside[i].map((n) => countries[n].id).filter(Boolean);
    const shape = { type: "Feature", id: country.id, properties: { neighbours: around }, geometry };
    shape.geometry.coordinates = round(shape.geometry.coordinates);
    await writeFile(join(target, "countries", `${country.id}.json`), JSON.stringify(shape));
  }
}
