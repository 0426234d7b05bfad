// Which key does what in the review. Each person may choose their own; the choice stays in this browser.

export const FIRST_KEYS: Readonly<Record<string, string>> = {
  next: "j",
  previous: "k",
  accept: "a",
  reject: "r",
  edit: "e",
  undo: "u",
  same: "m",
  different: "s",
  unsure: "d",
  search: "/",
  help: "?",
};
const STORE = "testigo.keys";

/** The keys in use: the first ones, with this person's own in their place. */
export function keys(): Record<string, string> {
  const chosen: Record<string, string> = { ...FIRST_KEYS };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    if (stored && typeof stored === "object") {
      for (const [action, key] of Object.entries(stored)) {
        if (action in FIRST_KEYS && typeof key === "string" && [...key].length === 1) chosen[action] = key;
      }
    }
  } catch {
    // a store that cannot be read is the same as none
  }
  return chosen;
}

/** Give an action another key; an action that had it takes the key that became free. */
export function remap(action: string, key: string): void {
  const now = keys();
  const old = now[action];
  for (const [other, held] of Object.entries(now)) {
    if (held === key && other !== action && old !== undefined) now[other] = old;
  }
  now[action] = key;
  try {
    localStorage.setItem(STORE, JSON.stringify(now));
  } catch {
    // private windows may forbid it: the first keys stay
  }
}

export function forgetKeys(): void {
  try {
    localStorage.removeItem(STORE);
  } catch {
    // nothing was stored
  }
}

/** True while keys are letters of a text and no commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}
