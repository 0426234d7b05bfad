// The map: outlines of countries from this package, places gathered into clusters, uncertainty drawn as wide as it is.
import { geoMercator, geoPath, geoCircle, type GeoProjection } from "d3-geo";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from "d3-zoom";
import Supercluster from "supercluster";
import { around, Room } from "./boxes";
import { countries, country, type Shape } from "./ground";
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

interface Home {
  code: string;
  iso: string;
  regions: [name: string, lat: number, lon: number][];
}

interface Answer {
  points: Place[];
  homes: Home[];
  names: Record<string, string>;
}

interface Gathered {
  incidents: number;
  killed: number;
}

type Clusters = Supercluster<{ place: Place }, Gathered>;

const SVG = "http://www.w3.org/2000/svg";
const EARTH_KM = 6371;
const WIDE_KM = 250; // wider than this only the rim is drawn: a country would cover the map
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

/** Room around the places: the middle of nine in ten of them and at least a few degrees, or the whole country where they lie all over it. */
function fit(places: Place[], homes: Shape[], width: number, height: number): GeoProjection {
  const projection = geoMercator();
  const home = homes[0];
  if (!places.length) return projection.fitExtent([[8, 8], [width - 8, height - 8]], homes.length === 1 && home ? home : { type: "Sphere" });
  const lons = places.map((place) => place.lon).sort((a, b) => a - b);
  const lats = places.map((place) => place.lat).sort((a, b) => a - b);
  const cut = places.length > 40 ? Math.floor(places.length / 50) : 0;
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
    fetch(source, { credentials: "same-origin" }).then((r) => r.json() as Promise<Answer>),
  ]);
  const homes = (await Promise.all(answer.homes.map((home) => country(home.iso)))).filter((shape) => shape !== undefined);
  if (!box.isConnected) return;
  const places = answer.points.filter((place) => place.precision !== "country"); // the middle of a country is no place
  const width = box.clientWidth;
  const height = box.clientHeight;
  const projection = fit(places, homes, width, height);
  const path = geoPath(projection);
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": box.dataset["incidents"] ?? "" });
  const pictures = element("g", { class: "tiles" });
  const ground = element("g", {});
  const circles = element("g", {});
  const names = element("g", { "aria-hidden": "true" });
  const labels = element("g", { "aria-hidden": "true" });
  const pins = element("g", {});
  const ours = new Set(homes.map((shape) => String(shape.id)));
  for (const shape of [...world.filter((one) => !ours.has(String(one.id))), ...homes]) {
    const outline = path(shape);
    if (outline) ground.append(element("path", { class: ours.has(String(shape.id)) ? "country here" : "country", d: outline }));
  }
  const borders = element("g", {});
  void Promise.all(answer.homes.map((home, i) => outlineDivisions(borders, home.code, homes[i], projection))).catch(() => undefined);
  const beside = neighbours(world, ours, answer.names, projection, width, height);
  for (const place of places) {
    if (place.radius_km <= 0) continue;
    const ring = geoCircle().center([place.lon, place.lat]).radius((place.radius_km / EARTH_KM) * (180 / Math.PI))();
    const outline = path(ring);
    if (outline) circles.append(element("path", { class: place.radius_km > WIDE_KM ? "uncertain wide" : "uncertain", d: outline }));
  }
  svg.append(pictures, ground, borders, circles, names, labels, pins);
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
  let lay: ((transform: ZoomTransform) => void) | undefined;

  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.5, 400])
    .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      transform = event.transform;
      ground.setAttribute("transform", transform.toString());
      borders.setAttribute("transform", transform.toString());
      circles.setAttribute("transform", transform.toString());
      lay?.(transform);
      arrange();
    });
  const stage = select<SVGSVGElement, unknown>(svg);

  function arrange(): void {
    const level = Math.max(0, Math.log2((base * transform.k * 2 * Math.PI) / 512));
    pins.replaceChildren();
    labels.replaceChildren();
    names.replaceChildren();
    const room = new Room(width, height);
    const waiting: [Place, number, number, number][] = [];
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
      const radius = Math.min(7 + 3.2 * Math.log2(1 + incidents), 26);
      room.take({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
      if (place) waiting.push([place, x, y, radius]);
      pins.append(pin(x, y, radius, incidents, killed, whole ? undefined : place, () => {
        if (whole) {
          const next = clusters.getClusterExpansionZoom((one.properties as { cluster_id: number }).cluster_id);
          const k = Math.min(400, (512 * 2 ** next) / (2 * Math.PI * base));
          const target = zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-point[0], -point[1]);
          behaviour.transform(stage, target);
        } else if (place) open(place);
      }));
    }
    waiting.sort(([one], [two]) => two.killed - one.killed || two.incidents - one.incidents);
    for (const [place, x, y, radius] of waiting) label(place.name, x, y, radius, room);
    for (const home of answer.homes) {
      for (const [name, lat, lon] of home.regions) write(names, "region", name, lon, lat, 11, room);
    }
    for (const [name, x, y] of beside) {
      const [at, down] = transform.apply([x, y]);
      if (room.claim(around(at, down, name, 14))) names.append(element("text", { class: "neighbour", x: at, y: down }, name));
    }
  }

  /** A place's name beside its pin: on the right, or on the left, or not at all. */
  function label(name: string, x: number, y: number, radius: number, room: Room): void {
    const long = name.length * 7;
    const sides: [string, number][] = [["start", x + radius + 4], ["end", x - radius - 4]];
    for (const [anchor, at] of sides) {
      const left = anchor === "start" ? at : at - long;
      if (room.claim({ left, top: y - 7, right: left + long, bottom: y + 7 })) {
        labels.append(element("text", { class: "label", x: at, y, "text-anchor": anchor }, name));
        return;
      }
    }
  }

  function write(layer: SVGGElement, kind: string, words: string, lon: number, lat: number, size: number, room: Room): void {
    const point = projection([lon, lat]);
    if (!point) return;
    const [x, y] = transform.apply(point);
    if (room.claim(around(x, y, words, size * 1.25))) layer.append(element("text", { class: kind, x, y }, words));
  }

  function pin(
    x: number,
    y: number,
    radius: number,
    incidents: number,
    killed: number,
    place: Place | undefined,
    act: () => void,
  ): SVGGElement {
    const words = describe(incidents, killed, place);
    const group = element("g", {
      class: killed ? "pin deadly" : "pin",
      transform: `translate(${x.toFixed(1)},${y.toFixed(1)})`,
      tabindex: 0,
      role: place ? "link" : "button",
      "aria-label": words,
    });
    group.append(element("circle", { r: radius }));
    if (incidents > 1) group.append(element("text", { "aria-hidden": "true" }, String(incidents)));
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
    return `${name}${box.dataset["incidents"] ?? ""} ${incidents}${dead}`;
  }

  stage.call(behaviour);
  box.replaceChildren(svg, controls(box, (factor) => {
    if (factor === 0) behaviour.transform(stage, zoomIdentity);
    else behaviour.scaleBy(stage, factor);
  }), tip);
  arrange();
  const address = box.dataset["tiles"];
  if (address) {
    try {
      const { tiles } = await import("./tiles");
      lay = await tiles(pictures, address, projection, width, height, () => {
        svg.classList.add("pictured"); // until then, and offline, the outlines stay
      });
      lay(transform);
      const credit = document.createElement("p");
      credit.className = "credit";
      credit.textContent = box.dataset["credit"] ?? "";
      box.append(credit);
    } catch {
      // no archive there, or none of pictures: the outlines stay
    }
  }
}

/** Rough borders of a country's divisions, from a bundle of their own: drawn after the rest stands. */
async function outlineDivisions(layer: SVGGElement, code: string, shape: Shape | undefined, projection: GeoProjection): Promise<void> {
  if (!shape) return;
  const [{ divisionBorders }, answer] = await Promise.all([
    import("./divisions"),
    fetch(`/divisions/${code}`, { credentials: "same-origin" }).then((r) => r.json() as Promise<{ towns: [string, number, number][] }>),
  ]);
  const outline = geoPath(projection)(shape);
  if (!outline || answer.towns.length < 3) return;
  const name = `inside-${code}`;
  const clip = element("clipPath", { id: name });
  clip.append(element("path", { d: outline }));
  const d = divisionBorders(answer.towns, projection);
  if (d) layer.append(clip, element("path", { class: "border", d, "clip-path": `url(#${name})` }));
}

/** The names of the countries that the map shows beside the viewed ones, each at the middle of what is seen of it. */
function neighbours(
  world: Shape[],
  ours: Set<string>,
  names: Record<string, string>,
  projection: GeoProjection,
  width: number,
  height: number,
): [name: string, x: number, y: number][] {
  if (!ours.size) return [];
  const seen = geoPath(projection.clipExtent([[0, 0], [width, height]]));
  const found: [string, number, number][] = [];
  for (const shape of world) {
    const id = String(shape.id);
    if (ours.has(id) || seen.area(shape) < 1500) continue;
    const [x, y] = seen.centroid(shape);
    found.push([names[id] ?? shape.properties.name ?? "", x, y]);
  }
  projection.clipExtent(null);
  return found;
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
  const [world, home] = await Promise.all([countries(), country(box.dataset["iso"] ?? "")]);
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
  for (const shape of home ? [...world.filter((one) => one.id !== home.id), home] : world) {
    const outline = path(shape);
    if (outline) svg.append(element("path", { class: shape === home ? "country here" : "country", d: outline }));
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
