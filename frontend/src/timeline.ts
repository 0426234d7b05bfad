// Drag over the timeline to choose days. Without a script each column is a link to its own days.
import { swap } from "./swap";

const LEFT = 30;
const LEAST_PX = 6;

export function timeline(root: ParentNode): void {
  const figure = root.querySelector<HTMLElement>("figure.timeline");
  const svg = figure?.querySelector("svg");
  if (figure && svg) start(figure, svg);
}

function start(figure: HTMLElement, svg: SVGSVGElement): void {
  const first = Date.parse(figure.dataset["first"] ?? "");
  const last = Date.parse(figure.dataset["last"] ?? "");
  const width = svg.viewBox.baseVal.width;
  if (Number.isNaN(first) || Number.isNaN(last)) return;
  const days = Math.round((last - first) / 864e5) + 1;
  const brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  brush.setAttribute("class", "brush");
  brush.setAttribute("y", "0");
  brush.setAttribute("height", String(svg.viewBox.baseVal.height));
  let from: number | undefined;
  let moved = false;

  const at = (event: PointerEvent): number => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    return Math.min(Math.max(x, LEFT), width);
  };
  const day = (x: number): string => {
    const index = Math.min(Math.floor(((x - LEFT) / (width - LEFT)) * days), days - 1);
    return new Date(first + index * 864e5).toISOString().slice(0, 10);
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = at(event);
    moved = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (from === undefined) return;
    const to = at(event);
    if (!moved && Math.abs(to - from) < LEAST_PX) return;
    if (!moved) {
      moved = true;
      svg.setPointerCapture(event.pointerId);
      svg.append(brush);
    }
    brush.setAttribute("x", String(Math.min(from, to)));
    brush.setAttribute("width", String(Math.abs(to - from)));
  });
  svg.addEventListener("pointerup", (event) => {
    if (from !== undefined && moved) {
      const to = at(event);
      choose(day(Math.min(from, to)), day(Math.max(from, to)));
    }
    from = undefined;
  });
  svg.addEventListener("dragstart", (event) => {
    event.preventDefault();
  });
  svg.addEventListener(
    "click",
    (event) => {
      if (moved) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    true,
  );
}

function choose(first: string, last: string): void {
  const address = new URL(location.href);
  address.searchParams.set("from", first);
  address.searchParams.set("to", last);
  address.searchParams.delete("page");
  void swap(address.href);
}
