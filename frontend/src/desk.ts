// What every page starts: each module looks for its own part of the page and stays away where there is none.
import { swapping } from "./swap";
import { filtering } from "./filters";
import { reviewing } from "./review";
import { timeline } from "./timeline";
import { uploading } from "./upload";
import { following } from "./job";

type Part = (root: ParentNode) => void;

const parts: Part[] = [filtering, timeline, reviewing, uploading, following, maps, menus];

/** The map brings its own bundle: only pages with a map fetch it. */
function maps(root: ParentNode): void {
  if (root.querySelector("#map, .locator")) {
    void import("./map").then((module) => {
      module.maps(root);
    });
  }
}

/** An open menu closes when one clicks beside it or presses Escape. */
function menus(root: ParentNode): void {
  if (root !== document) return;
  const menu = document.querySelector<HTMLDetailsElement>(".menu");
  if (!menu) return;
  document.addEventListener("click", (event) => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

/** A click on a figure of the conflict table opens the explanation that holds its sentence. */
function openTarget(): void {
  if (!location.hash) return;
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let opened = false;
  for (let box: Element | null | undefined = target; box; box = box.parentElement) {
    if (box instanceof HTMLDetailsElement && !box.open) box.open = opened = true;
  }
  if (opened) target?.scrollIntoView();
}

swapping((root) => {
  for (const part of parts) part(root);
});
for (const part of parts) part(document);
addEventListener("hashchange", openTarget);
openTarget();
