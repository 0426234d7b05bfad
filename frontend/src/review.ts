// The review by keyboard. Every act is a form or a link of the page; a key presses it.
import { forgetKeys, isTyping, keys, remap } from "./keys";
import { addressOf, swap } from "./swap";

let listening = false;

export function reviewing(root: ParentNode): void {
  const page = document.querySelector<HTMLElement>("main.review");
  if (!page || !(root === document || page === root || (root instanceof Node && page.contains(root)))) return;
  showKeys(page);
  forms(page);
  links(page);
  ticks(page);
  words(page);
  help(page);
  showChosen(page);
  if (!listening) {
    listening = true;
    document.addEventListener("keydown", onKey);
  }
}

/** Bring the chosen row into the queue's own window; the page itself stays where it is. */
function showChosen(page: ParentNode): void {
  const queue = page.querySelector<HTMLElement>(".queue");
  const row = queue?.querySelector<HTMLElement>("li.chosen");
  if (!queue || !row || queue.scrollHeight <= queue.clientHeight) return;
  const above = row.getBoundingClientRect().top - queue.getBoundingClientRect().top + queue.scrollTop;
  if (above < queue.scrollTop || above + row.offsetHeight > queue.scrollTop + queue.clientHeight) {
    queue.scrollTop = above - queue.clientHeight / 3;
  }
}

function showKeys(page: ParentNode): void {
  const held = keys();
  for (const key of page.querySelectorAll<HTMLElement>("kbd[data-key]")) key.textContent = held[key.dataset["key"] ?? ""] ?? "";
  for (const button of page.querySelectorAll<HTMLElement>("button[data-remap]")) {
    button.textContent = held[button.dataset["remap"] ?? ""] ?? "";
  }
  for (const button of page.querySelectorAll<HTMLElement>("[data-action=help]")) button.hidden = false;
}

/** Rulings are sent and answered without leaving the page; so is the search. */
function forms(page: ParentNode): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("form")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.method === "get") {
        void swap(addressOf(form));
        return;
      }
      if (form.dataset["sent"]) return; // a second press while the first is under way would rule twice
      form.dataset["sent"] = "yes";
      const body = new URLSearchParams();
      const submitter = event.submitter instanceof HTMLButtonElement ? event.submitter : undefined;
      for (const [name, value] of new FormData(form, submitter)) if (typeof value === "string") body.append(name, value);
      void swap(form.action, { request: { method: "POST", body } }).finally(() => {
        delete form.dataset["sent"];
      });
    });
  }
}

function links(page: ParentNode): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>(".items a, .steps a, .tabs a, .paging a")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      void swap(link.href);
    });
  }
}

/** A field that holds one of a closed list offers its words. */
function words(page: ParentNode): void {
  const field = page.querySelector<HTMLSelectElement>("select[name=field]");
  const value = page.querySelector<HTMLInputElement>("input[data-words]");
  if (!field || !value) return;
  const offer = (): void => {
    const list = `words-${field.value}`;
    if (document.getElementById(list)) value.setAttribute("list", list);
    else value.removeAttribute("list");
  };
  field.addEventListener("change", offer);
  offer();
}

/** One box ticks all rows shown, and only those. */
function ticks(page: ParentNode): void {
  const all = page.querySelector<HTMLInputElement>("[data-tickall]");
  if (!all) return;
  all.hidden = false;
  page.querySelector<HTMLElement>("[data-tickall-label]")?.removeAttribute("hidden");
  all.addEventListener("change", () => {
    for (const box of page.querySelectorAll<HTMLInputElement>("input[name=row]")) box.checked = all.checked;
  });
}

function help(page: ParentNode): void {
  const dialog = page.querySelector<HTMLDialogElement>("#keys");
  if (!dialog) return;
  page.querySelector("[data-action=help]")?.addEventListener("click", () => {
    dialog.showModal();
  });
  dialog.querySelector("[data-close]")?.addEventListener("click", () => {
    dialog.close();
  });
  dialog.querySelector("[data-reset]")?.addEventListener("click", () => {
    forgetKeys();
    showKeys(page);
  });
  for (const button of dialog.querySelectorAll<HTMLButtonElement>("[data-remap]")) {
    button.addEventListener("click", () => {
      button.textContent = button.dataset["waiting"] ?? "…";
      button.addEventListener("keydown", (event) => {
        event.stopPropagation();
        event.preventDefault();
        if ([...event.key].length === 1 && event.key !== " ") remap(button.dataset["remap"] ?? "", event.key);
        showKeys(page);
      }, { once: true });
    });
  }
}

function onKey(event: KeyboardEvent): void {
  const page = document.querySelector<HTMLElement>("main.review");
  if (!page || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  if (page.querySelector<HTMLDialogElement>("#keys")?.open) return;
  const action = Object.entries(keys()).find(([, key]) => key === event.key)?.[0];
  if (action && act(page, action)) event.preventDefault();
}

/** Press what stands for an action: an open form's button first, then what opens it. */
function act(page: HTMLElement, action: string): boolean {
  if (action === "help") {
    page.querySelector<HTMLDialogElement>("#keys")?.showModal();
    return true;
  }
  if (action === "search") {
    page.querySelector<HTMLInputElement>("input[data-action=search]")?.focus();
    return true;
  }
  if (action === "edit") {
    const edit = page.querySelector<HTMLDetailsElement>("details.edit");
    if (!edit) return false;
    edit.open = true;
    edit.querySelector<HTMLInputElement>("input[name=value]")?.focus();
    return true;
  }
  const merge = page.querySelector<HTMLDetailsElement>("details.merge");
  if (merge && (action === "same" || action === "different")) {
    if (!merge.open) {
      merge.open = true;
      merge.querySelector<HTMLInputElement>("input[name=other]")?.focus();
      return true;
    }
    return press(merge.querySelector<HTMLButtonElement>(`button[value=${action}]`));
  }
  return press(page.querySelector<HTMLElement>(`:is(a, button)[data-action=${action}]`));
}

function press(target: HTMLElement | null): boolean {
  target?.click();
  return target !== null;
}
