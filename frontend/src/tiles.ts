// A picture under the map for those who are online: raster tiles from the one address that the desk was started with.
import type { GeoProjection } from "d3-geo";
import type { ZoomTransform } from "d3-zoom";

const SVG = "http://www.w3.org/2000/svg";
const SIDE = 256;
const NORTH = 85.0511287798;

type Source = (z: number, x: number, y: number) => Promise<string | undefined>;

/** Where a tile comes from: `{z}/{x}/{y}` in an address, or a PMTiles archive of pictures. */
async function sourceOf(address: string): Promise<{ source: Source; most: number }> {
  if (!/\.pmtiles(\?|$)/.test(address)) {
    const named = (z: number, x: number, y: number): string =>
      address.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
    return { source: (z, x, y) => Promise.resolve(named(z, x, y)), most: 19 };
  }
  const { PMTiles } = await import("pmtiles");
  const archive = new PMTiles(address);
  const header = await archive.getHeader();
  const pictures: Record<number, string> = { 2: "image/png", 3: "image/jpeg", 4: "image/webp", 5: "image/avif" };
  const type = pictures[header.tileType];
  if (!type) throw new Error("this archive holds no pictures");
  const source: Source = async (z, x, y) => {
    const tile = await archive.getZxy(z, x, y);
    return tile ? URL.createObjectURL(new Blob([tile.data], { type })) : undefined;
  };
  return { source, most: header.maxZoom };
}

/** Tiles in a layer of the map, laid anew by the function that comes back; `arrived` is called when one has come. */
export async function tiles(
  layer: SVGGElement,
  address: string,
  projection: GeoProjection,
  width: number,
  height: number,
  arrived: () => void,
): Promise<(transform: ZoomTransform) => void> {
  const { source, most } = await sourceOf(address);
  const shown = new Map<string, SVGImageElement>();
  const corner = projection([-180, NORTH]) ?? [0, 0];
  const world = 2 * Math.PI * projection.scale();

  return (transform) => {
    const size = world * transform.k;
    const z = Math.max(0, Math.min(most, Math.round(Math.log2(size / SIDE))));
    const count = 2 ** z;
    const side = size / count;
    const [left, top] = transform.apply(corner);
    const wanted = new Set<string>();
    for (let x = Math.floor(-left / side); x * side + left < width; x++) {
      for (let y = Math.max(0, Math.floor(-top / side)); y < count && y * side + top < height; y++) {
        const key = `${z}/${x}/${y}`;
        wanted.add(key);
        let image = shown.get(key);
        if (!image) {
          image = document.createElementNS(SVG, "image");
          shown.set(key, image);
          layer.append(image);
          const placed = image;
          placed.addEventListener("load", arrived, { once: true });
          void source(z, ((x % count) + count) % count, y).then((href) => {
            if (href) placed.setAttribute("href", href);
          });
        }
        image.setAttribute("x", String(x * side + left));
        image.setAttribute("y", String(y * side + top));
        image.setAttribute("width", String(side + 0.5));
        image.setAttribute("height", String(side + 0.5));
      }
    }
    for (const [key, image] of shown) {
      if (!wanted.has(key)) {
        const href = image.getAttribute("href");
        if (href?.startsWith("blob:")) URL.revokeObjectURL(href);
        image.remove();
        shown.delete(key);
      }
    }
  };
}
