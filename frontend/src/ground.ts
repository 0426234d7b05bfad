// The ground of the map: outlines from this package, the viewed country in full detail. No tile, no other host.
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Feature, FeatureCollection, Geometry } from "geojson";

export type Shape = Feature<Geometry, { name?: string; neighbours?: string[] }>;

let world: Promise<Shape[]> | undefined;
const detailed = new Map<string, Promise<Shape | undefined>>();

/** Outlines of all countries, fetched once from this desk; `id` is the ISO number. */
export function countries(): Promise<Shape[]> {
  world ??= fetch(new URL("countries-50m.json", import.meta.url))
    .then((response) => response.json() as Promise<Topology<{ countries: GeometryCollection }>>)
    .then((topology) => (feature(topology, topology.objects.countries) as FeatureCollection).features as Shape[]);
  return world;
}

/** One country in full detail; undefined where this package has none. */
export function country(iso: string): Promise<Shape | undefined> {
  let shape = detailed.get(iso);
  if (!shape) {
    shape = fetch(new URL(`countries/${iso}.json`, import.meta.url))
      .then((response) => (response.ok ? (response.json() as Promise<Shape>) : undefined))
      .catch(() => undefined);
    detailed.set(iso, shape);
  }
  return shape;
}
