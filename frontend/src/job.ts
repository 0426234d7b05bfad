// An addition is followed until it ends.
import { swap } from "./swap";

const EVERY_MS = 700;

export function following(root: ParentNode): void {
  const job = root instanceof Element && root.id === "job" ? root : root.querySelector("#job");
  if (!(job instanceof HTMLElement) || job.dataset["running"] !== "yes") return;
  setTimeout(() => {
    if (job.isConnected) void swap(location.href, { part: "#job", history: "none" });
  }, EVERY_MS);
}
