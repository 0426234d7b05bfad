// Where one division of a country ends and the next begins, roughly: halfway between the nearest towns of the two.
import { Delaunay } from "d3-delaunay";
import type { GeoProjection } from "d3-geo";

/** Voronoi edges between towns of different divisions, as one SVG path in the projection's plane. */
export function divisionBorders(towns: [division: string, lat: number, lon: number][], projection: GeoProjection): string {
  const placed: [string, number, number][] = [];
  for (const [division, lat, lon] of towns) {
    const point = projection([lon, lat]);
    if (point) placed.push([division, point[0], point[1]]);
  }
  const delaunay = Delaunay.from(placed.map(([, x, y]) => [x, y] as [number, number]));
  const voronoi = delaunay.voronoi([-1e5, -1e5, 1e5, 1e5]);
  const { halfedges, triangles } = delaunay;
  const { circumcenters } = voronoi;
  let path = "";
  for (let i = 0; i < halfedges.length; i++) {
    const j = halfedges[i] ?? -1;
    if (j < i) continue;
    const here = placed[triangles[i] ?? 0];
    const there = placed[triangles[j] ?? 0];
    if (!here || !there || here[0] === there[0]) continue;
    const a = Math.floor(i / 3) * 2;
    const b = Math.floor(j / 3) * 2;
    path += `M${at(circumcenters, a)},${at(circumcenters, a + 1)}L${at(circumcenters, b)},${at(circumcenters, b + 1)}`;
  }
  return path;
}

function at(values: ArrayLike<number>, i: number): string {
  return (values[i] ?? 0).toFixed(1);
}
