// The map: outlines of countries from this package, places gathered into clusters, uncertainty drawn as wide as it is. No tile, no other host.
import { geoMercator, geoPath, geoCircle, type GeoProjection } from "d3-geo";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from "d3-zoom";
import Supercluster from "supercluster";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { FeatureCollection } from "geojson";
import { swap } from "./swap";

interface Place {
  lat: number;
  lon: number;
  name: string;
  country: string;
  precision: string;
  radius_km: number;
  incidents: number;
  killed: number;
  incident: string | null;
}

interface Gathered {
  incidents: number;
  killed: number;
}

type Clusters = Supercluster<{ place: Place }, Gathered>;

const SVG = "http://www.w3.org/2000/svg";
const EARTH_KM = 6371;
const WIDE_KM = 250; // wider than this only the rim is drawn: a country would cover the map
let outlines: Promise<FeatureCollection> | undefined;

/** Outlines of all countries, fetched once from this desk. */
function countries(): Promise<FeatureCollection> {
  outlines ??= fetch(new URL("countries-50m.json", import.meta.url))
    .then((response) => response.json() as Promise<Topology<{ countries: GeometryCollection }>>)
    .then((topology) => feature(topology, topology.objects.countries));
  return outlines;
}

export function maps(root: ParentNode): void {
  const box = root.querySelector<HTMLElement>("#map");
  if (box) void draw(box);
  for (const small of root.querySelectorAll<HTMLElement>(".locator")) void locate(small);
}

function element<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number>,
  text?: string,
): SVGElementTagNameMap[K] {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Room around the places: the middle of nine in ten of them, and at least a few degrees. */
function fit(places: Place[], width: number, height: number): GeoProjection {
  const projection = geoMercator();
  const weighed = places.filter((place) => place.precision !== "country");
  const used = weighed.length ? weighed : places;
  if (!used.length) return projection.fitExtent([[0, 0], [width, height]], { type: "Sphere" });
  const lons = used.map((place) => place.lon).sort((a, b) => a - b);
  const lats = used.map((place) => place.lat).sort((a, b) => a - b);
  const cut = used.length > 40 ? Math.floor(used.length / 50) : 0;
  const west = lons[cut] ?? 0;
  const east = lons[lons.length - 1 - cut] ?? 0;
  const south = lats[cut] ?? 0;
  const north = lats[lats.length - 1 - cut] ?? 0;
  const pad = Math.max(1.2, (east - west) * 0.12, (north - south) * 0.12);
  const clamp = (lat: number): number => Math.min(Math.max(lat, -80), 80);
  const corners: [number, number][] = [
    [west - pad, clamp(south - pad)],
    [east + pad, clamp(north + pad)],
  ];
  return projection.fitExtent([[8, 8], [width - 8, height - 8]], { type: "MultiPoint", coordinates: corners });
}

async function draw(box: HTMLElement): Promise<void> {
  const source = box.dataset["source"] ?? "";
  const [world, answer] = await Promise.all([
    countries(),
    fetch(source, { credentials: "same-origin" }).then((r) => r.json() as Promise<{ points: Place[] }>),
  ]);
  if (!box.isConnected) return;
  const places = answer.points;
  const width = box.clientWidth;
  const height = box.clientHeight;
  const projection = fit(places, width, height);
  const path = geoPath(projection);
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": box.dataset["incidents"] ?? "" });
  const ground = element("g", {});
  const circles = element("g", {});
  const labels = element("g", { "aria-hidden": "true" });
  const pins = element("g", {});
  const here = new Set(places.map((place) => place.name));
  for (const country of world.features) {
    const outline = path(country);
    if (!outline) continue;
    const name = (country.properties as { name?: string } | null)?.name ?? "";
    ground.append(element("path", { class: here.has(name) ? "country here" : "country", d: outline }));
  }
  for (const place of places) {
    if (place.radius_km <= 0) continue;
    const ring = geoCircle().center([place.lon, place.lat]).radius((place.radius_km / EARTH_KM) * (180 / Math.PI))();
    const outline = path(ring);
    if (outline) circles.append(element("path", { class: place.radius_km > WIDE_KM ? "uncertain wide" : "uncertain", d: outline }));
  }
  svg.append(ground, circles, labels, pins);
  const clusters: Clusters = new Supercluster<{ place: Place }, Gathered>({
    radius: 44,
    maxZoom: 18,
    map: ({ place }) => ({ incidents: place.incidents, killed: place.killed }),
    reduce: (sum, one) => {
      sum.incidents += one.incidents;
      sum.killed += one.killed;
    },
  });
  clusters.load(
    places.map((place) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [place.lon, place.lat] },
      properties: { place },
    })),
  );
  const tip = document.createElement("div");
  tip.className = "maptip";
  tip.hidden = true;
  const base = projection.scale();
  let transform: ZoomTransform = zoomIdentity;

  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.5, 400])
    .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      transform = event.transform;
      ground.setAttribute("transform", transform.toString());
      circles.setAttribute("transform", transform.toString());
      arrange();
    });
  const stage = select<SVGSVGElement, unknown>(svg);

  function arrange(): void {
    const level = Math.max(0, Math.log2((base * transform.k * 2 * Math.PI) / 512));
    pins.replaceChildren();
    labels.replaceChildren();
    const shown = clusters.getClusters([-180, -85, 180, 85], Math.round(level));
    for (const one of shown) {
      const [lon, lat] = one.geometry.coordinates as [number, number];
      const point = projection([lon, lat]);
      if (!point) continue;
      const [x, y] = transform.apply(point);
      if (x < -40 || y < -40 || x > width + 40 || y > height + 40) continue;
      const whole = "cluster" in one.properties && one.properties.cluster;
      const sums = one.properties as unknown as Gathered;
      const place = (one.properties as { place?: Place }).place;
      const incidents = whole ? sums.incidents : (place?.incidents ?? 0);
      const killed = whole ? sums.killed : (place?.killed ?? 0);
      pins.append(pin(x, y, incidents, killed, whole ? undefined : place, shown.length < 16, () => {
        if (whole) {
          const next = clusters.getClusterExpansionZoom((one.properties as { cluster_id: number }).cluster_id);
          const k = Math.min(400, (512 * 2 ** next) / (2 * Math.PI * base));
          const target = zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-point[0], -point[1]);
          behaviour.transform(stage, target);
        } else if (place) open(place);
      }));
    }
  }

  function pin(
    x: number,
    y: number,
    incidents: number,
    killed: number,
    place: Place | undefined,
    labelled: boolean,
    act: () => void,
  ): SVGGElement {
    const words = describe(incidents, killed, place);
    const radius = Math.min(7 + 3.2 * Math.log2(1 + incidents), 26);
    const group = element("g", {
      class: killed ? "pin deadly" : "pin",
      transform: `translate(${x.toFixed(1)},${y.toFixed(1)})`,
      tabindex: 0,
      role: place ? "link" : "button",
      "aria-label": words,
    });
    group.append(element("circle", { r: radius }));
    if (incidents > 1) group.append(element("text", { "aria-hidden": "true" }, String(incidents)));
    if (labelled && place) {
      labels.append(element("text", { class: "label", x: x + radius + 4, y }, place.name));
    }
    const tell = (): void => {
      tip.textContent = words;
      tip.hidden = false;
    };
    const hush = (): void => {
      tip.hidden = true;
    };
    group.addEventListener("pointerenter", tell);
    group.addEventListener("pointerleave", hush);
    group.addEventListener("focus", tell);
    group.addEventListener("blur", hush);
    group.addEventListener("click", act);
    group.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        act();
      }
    });
    return group;
  }

  function describe(incidents: number, killed: number, place: Place | undefined): string {
    const name = place ? `${place.name}: ` : "";
    const dead = killed ? `, ${box.dataset["killed"] ?? ""} ${killed}` : "";
    return `${name}${incidents} ${box.dataset["incidents"] ?? ""}${dead}`;
  }

  stage.call(behaviour);
  box.replaceChildren(svg, controls(box, (factor) => {
    if (factor === 0) behaviour.transform(stage, zoomIdentity);
    else behaviour.scaleBy(stage, factor);
  }), tip);
  arrange();
}

function controls(box: HTMLElement, turn: (factor: number) => void): HTMLElement {
  const set = document.createElement("div");
  set.className = "mapctl";
  const buttons: [string, string, number][] = [
    ["+", box.dataset["zoomin"] ?? "", 1.8],
    ["−", box.dataset["zoomout"] ?? "", 1 / 1.8],
    ["⌂", box.dataset["zoomhome"] ?? "", 0],
  ];
  for (const [sign, name, factor] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", name);
    button.title = name;
    button.addEventListener("click", () => {
      turn(factor);
    });
    set.append(button);
  }
  return set;
}

function open(place: Place): void {
  if (place.incident) location.assign(`/incidents/${encodeURIComponent(place.incident)}`);
  else {
    const address = new URL(location.href);
    address.searchParams.set("place", place.name);
    address.searchParams.delete("page");
    void swap(address.href);
  }
}

/** The small map of an incident: its circle in its surroundings. */
async function locate(box: HTMLElement): Promise<void> {
  const lat = Number(box.dataset["lat"]);
  const lon = Number(box.dataset["lon"]);
  const radius = Math.max(Number(box.dataset["radius"]), 1);
  const world = await countries();
  if (!box.isConnected) return;
  box.hidden = false;
  const width = box.clientWidth;
  const height = box.clientHeight;
  const ring = geoCircle().center([lon, lat]).radius((radius / EARTH_KM) * (180 / Math.PI))();
  const reach = Math.max(4, (radius / 111) * 2.2);
  const corners: [number, number][] = [
    [lon - reach, Math.max(lat - reach, -80)],
    [lon + reach, Math.min(lat + reach, 80)],
  ];
  const projection = geoMercator().fitExtent([[4, 4], [width - 4, height - 4]], { type: "MultiPoint", coordinates: corners });
  const path = geoPath(projection.clipExtent([[-10, -10], [width + 10, height + 10]]));
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  for (const country of world.features) {
    const outline = path(country);
    if (outline) svg.append(element("path", { class: "country", d: outline }));
  }
  const outline = path(ring);
  if (outline) svg.append(element("path", { class: "uncertain", d: outline }));
  const point = projection([lon, lat]);
  if (point) {
    const group = element("g", { class: "pin deadly", transform: `translate(${point[0]},${point[1]})` });
    group.append(element("circle", { r: 4 }));
    svg.append(group);
  }
  box.replaceChildren(svg);
}
