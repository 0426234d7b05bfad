// Files, a folder or a zip dropped on the page. Without a script the plain file field does the same.

export function uploading(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>("form.drop");
  if (form) start(form);
}

function start(form: HTMLFormElement): void {
  for (const hidden of form.querySelectorAll<HTMLElement>("[data-dropword], [data-folder]")) hidden.hidden = false;
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer) void gather(event.dataTransfer).then((files) => send(form, files));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files: Named[] = [];
    for (const field of form.querySelectorAll<HTMLInputElement>("input[type=file]")) {
      for (const file of field.files ?? []) files.push({ file, name: file.webkitRelativePath || file.name });
    }
    send(form, files);
  });
}

interface Named {
  file: File;
  name: string;
}

/** The files of a drop, folders walked through. */
async function gather(dropped: DataTransfer): Promise<Named[]> {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (!entries.length) return [...dropped.files].map((file) => ({ file, name: file.name }));
  const found: Named[] = [];
  for (const entry of entries) await walk(entry, "", found);
  return found;
}

async function walk(entry: FileSystemEntry, prefix: string, found: Named[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => {
      (entry as FileSystemFileEntry).file(done, fail);
    });
    found.push({ file, name: prefix + entry.name });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => {
      reader.readEntries(done, fail);
    });
    if (!some.length) return;
    for (const one of some) await walk(one, `${prefix}${entry.name}/`, found);
  }
}

function send(form: HTMLFormElement, files: Named[]): void {
  const status = form.querySelector<HTMLElement>("[data-sent]");
  const tell = (words: string): void => {
    if (status) status.textContent = words;
  };
  const body = new FormData();
  const token = form.querySelector<HTMLInputElement>("input[name=csrf]")?.value ?? "";
  body.append("csrf", token);
  for (const { file, name } of files) body.append("files", file, name);
  const request = new XMLHttpRequest(); // fetch tells nothing of how far a body has gone
  request.open("POST", form.action);
  request.setRequestHeader("X-CSRF-Token", token);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) {
      const percent = String(Math.round((event.loaded / event.total) * 100));
      tell((form.dataset["sending"] ?? "").replace("{percent}", percent));
    }
  });
  request.addEventListener("error", () => {
    tell(form.dataset["fails"] ?? "");
  });
  request.addEventListener("load", () => {
    const answer = read(request.responseText);
    if (answer.page) location.assign(answer.page);
    else tell(answer.error ?? form.dataset["fails"] ?? "");
  });
  request.send(body);
}

function read(text: string): { page?: string; error?: string } {
  try {
    return JSON.parse(text) as { page?: string; error?: string };
  } catch {
    return {};
  }
}
