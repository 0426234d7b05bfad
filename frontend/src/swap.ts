// Pages are the server's. This fetches one and puts a part of it in place, so that a change of filter or a ruling costs no full load.

type Start = (root: ParentNode) => void;

let start: Start = () => undefined;
let running: AbortController | undefined;
let shown = "";

/** Name what must be started in a part that was put in place, and follow the browser's back and forward. */
export function swapping(onSwap: Start): void {
  start = onSwap;
  shown = location.pathname + location.search;
  addEventListener("popstate", () => {
    // a step to another place of the same page comes here too, and changes nothing
    if (location.pathname + location.search !== shown) void swap(location.href, { history: "none" });
  });
}

interface How {
  /** A selector of the part to put in place; the whole of main by default. */
  part?: string;
  history?: "push" | "replace" | "none";
  request?: RequestInit;
  focus?: string;
}

/** Fetch a page and put its part in place. An answer that is no page of ours leads to a full load. */
export async function swap(address: string, how: How = {}): Promise<boolean> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const selector = how.part ?? "main";
  const old = document.querySelector(selector);
  old?.classList.add("loading");
  try {
    const headers = new Headers(how.request?.headers);
    headers.set("Accept", "text/html");
    const response = await fetch(address, { ...how.request, headers, signal: mine.signal, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector(selector) ?? page.querySelector("main");
    const place = fresh?.matches(selector) ? old : document.querySelector("main");
    if (!fresh || !place) {
      location.assign(response.url || address);
      return false;
    }
    const node = document.importNode(fresh, true);
    place.replaceWith(node);
    document.title = page.title || document.title;
    document.querySelector(".offline")?.setAttribute("hidden", "");
    const address_ = response.url || address;
    if (how.history !== "none" && address_ !== location.href) {
      if (how.history === "replace") history.replaceState(null, "", address_);
      else history.pushState(null, "", address_);
    }
    shown = location.pathname + location.search;
    start(node);
    if (how.focus) document.querySelector<HTMLElement>(how.focus)?.focus({ preventScroll: true });
    return response.ok;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return false;
    document.querySelector(".offline")?.removeAttribute("hidden");
    return false;
  } finally {
    if (running === mine) running = undefined;
    old?.classList.remove("loading");
  }
}

/** The address that a form with method GET leads to, without its empty fields. */
export function addressOf(form: HTMLFormElement): string {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "" && !(name === "sort" && value === "-date")) params.append(name, value);
  }
  const query = params.toString();
  return new URL(form.action).pathname + (query ? `?${query}` : "");
}
