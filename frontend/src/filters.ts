// A changed filter shows its result at once; the address follows.
import { addressOf, swap } from "./swap";

const PAUSE_MS = 250;

export function filtering(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>("form.filters");
  if (form) start(form);
  const narrow = matchMedia("(max-width: 58rem)");
  const box = form?.querySelector("details");
  if (box && narrow.matches && root === document) box.open = false;
}

function start(form: HTMLFormElement): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    clearTimeout(waiting);
    void swap(addressOf(form), { part: "#results" });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.addEventListener("change", show);
  form.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "search") {
      clearTimeout(waiting);
      waiting = setTimeout(show, PAUSE_MS);
    }
  });
}
