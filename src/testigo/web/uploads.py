"""Adding reports from the browser: files, a folder or a zip are taken in, read in the background, and what failed is listed."""

from __future__ import annotations

import logging
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from testigo.errors import TestigoError
from testigo.model.text import Failure
from testigo.web import answers
from testigo.web.accounts import Role
from testigo.web.archives import ArchiveRefused, hashed_name, unpack
from testigo.web.frame import not_found, render, speaker
from testigo.web.guards import wants_json
from testigo.web.settings import DeskSettings

log = logging.getLogger(__name__)
MOST_JOBS = 50


@dataclass(slots=True)
class Job:
    """One addition. `names` gives a stored file its own name back, for the list of failures."""

    id: str
    by: str
    started: datetime
    folder: Path | None = None
    names: dict[str, str] = field(default_factory=dict)
    state: str = "waiting"
    done: int = 0
    total: int = 0
    documents: int = 0
    claims: int = 0
    failures: list[Failure] = field(default_factory=list)

    @property
    def is_running(self) -> bool:
        """True until the addition has ended, well or badly."""
        return self.state in {"waiting", "reading"}


class Additions:
    """The additions of this run of the desk: one is read at a time, the others wait their turn."""

    def __init__(self, settings: DeskSettings, note: Callable[[str, str, dict[str, object]], None]) -> None:
        self._settings = settings
        self._note = note
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    @property
    def can_add(self) -> bool:
        """True when the desk was started with the means to read reports."""
        return self._settings.build is not None

    def job(self, job_id: str) -> Job | None:
        """One addition, while the desk remembers it."""
        with self._lock:
            return self._jobs.get(job_id)

    def latest(self) -> list[Job]:
        """The additions of this run, the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))[:10]

    def start(self, paths: Sequence[Path], by: str, *, job: Job | None = None) -> Job:
        """Read these files in the background."""
        job = job or Job(secrets.token_urlsafe(9), by, datetime.now(UTC))
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > MOST_JOBS:
                self._jobs.popitem(last=False)
        threading.Thread(
            target=self._run, args=(job, tuple(paths)), name=f"addition-{job.id}", daemon=True
        ).start()
        return job

    def _run(self, job: Job, paths: tuple[Path, ...]) -> None:
        build = self._settings.build
        if build is None:
            return

        def progress(done: int, total: int, _current: str) -> None:
            job.done, job.total = done, total

        with self._turn:
            job.state = "reading"
            ended = "failed"
            try:
                report = build(paths, progress) if paths else None
                if report is not None:
                    job.documents, job.claims = report.documents, report.claims
                    job.failures += [self._named(job, failure) for failure in report.failures]
                job.done = job.total = max(job.total, job.done)
                ended = "done"
            except TestigoError as error:
                log.error("addition=%s stopped error=%s", job.id, type(error).__name__)  # noqa: TRY400 -- a message may quote a report
                job.failures.append(Failure("", "build", str(error)))
            except Exception as error:  # noqa: BLE001 -- the thread's own border: whatever it was, the page must tell it
                log.error("addition=%s stopped error=%s", job.id, type(error).__name__)  # noqa: TRY400 -- a message may quote a report
            finally:
                if job.folder:
                    shutil.rmtree(job.folder, ignore_errors=True)
                counts = {"documents": job.documents, "claims": job.claims, "failures": len(job.failures)}
                try:
                    self._note("addition", job.by, {**counts, "state": ended})
                finally:
                    job.state = ended

    def _named(self, job: Job, failure: Failure) -> Failure:
        """A failure under the name that the file came with."""
        for stored, name in job.names.items():
            if stored in failure.document:
                return replace(
                    failure, document=failure.document.replace(_before(failure.document, stored), name)
                )
        return failure


def _before(text: str, stored: str) -> str:
    """The stored path up to its end, however much of it the reader repeats."""
    return text[: text.index(stored) + len(stored)]


async def add(request: Request) -> Response:
    additions: Additions = request.app.state.additions
    if wants_json(request):
        return answers.answer(
            {"can_add": additions.can_add, "jobs": [job_json(job) for job in additions.latest()]}
        )
    return show_add(request)


def show_add(request: Request, fault: str = "", status: int = 200) -> Response:
    """The page for adding; `fault` says why the last try came to nothing."""
    additions: Additions = request.app.state.additions
    return render(
        request,
        "add.html",
        status=status,
        fault=fault,
        can_add=additions.can_add and request.state.user.role >= Role.EDITOR,
        example=bool(request.app.state.settings.example),
        jobs=additions.latest(),
    )


async def take(request: Request) -> Response:
    """Take uploaded files in; the reading starts at once and is followed on a page of its own."""
    additions: Additions = request.app.state.additions
    settings: DeskSettings = request.app.state.settings
    form = await request.form(max_files=settings.most_files, max_fields=2000)
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
    if not additions.can_add or not files:
        key = "add.nothing" if additions.can_add else "add.closed"
        if wants_json(request):
            return answers.answer({"error": speaker(request)(key)}, 400)
        return show_add(request, speaker(request)(key), 400)
    job = Job(secrets.token_urlsafe(9), request.state.user.name, datetime.now(UTC))
    paths = await run_in_threadpool(_store, job, files, settings.largest_upload)
    additions.start(paths, job.by, job=job)
    if wants_json(request):
        return answers.answer(job_json(job) | {"page": f"/add/{job.id}"}, 202)
    return RedirectResponse(f"/add/{job.id}", 303)


def _store(job: Job, files: Sequence[UploadFile], largest: int) -> list[Path]:
    """Write uploads under hashed names, each in a folder of its own so that equal names stay apart; zips are opened."""
    job.folder = Path(tempfile.mkdtemp(prefix="testigo-"))
    paths: list[Path] = []
    for number, file in enumerate(files):
        name = file.filename or "?"
        folder = job.folder / f"{number:05d}"
        folder.mkdir()
        path = folder / hashed_name(name)
        with path.open("wb") as target:
            shutil.copyfileobj(file.file, target)
        if name.lower().endswith(".zip"):
            for inner, inner_name in _opened(job, path, folder, name, largest):
                job.names[inner.name] = inner_name
                paths.append(inner)
        else:
            job.names[path.name] = name
            paths.append(path)
    return paths


def _opened(job: Job, path: Path, folder: Path, name: str, largest: int) -> Iterator[tuple[Path, str]]:
    try:
        for one in unpack(path, folder, most_bytes=largest * 4, name=name):
            yield one.path, one.name
    except ArchiveRefused as error:
        job.failures.append(Failure(name, "unpacking", str(error)))


async def take_example(request: Request) -> Response:
    """Read the reports that ship as an example."""
    additions: Additions = request.app.state.additions
    example = request.app.state.settings.example
    if not additions.can_add or not example:
        return show_add(request, speaker(request)("add.closed"), 400)
    job = additions.start(example, request.state.user.name)
    return RedirectResponse(f"/add/{job.id}", 303)


async def job(request: Request) -> Response:
    additions: Additions = request.app.state.additions
    found = additions.job(request.path_params["id"])
    if found is None:
        return not_found(request)
    if wants_json(request):
        return answers.answer(job_json(found))
    return render(request, "job.html", job=found)


def job_json(job: Job) -> dict[str, object]:
    """An addition as JSON."""
    return {
        "id": job.id,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "documents": job.documents,
        "claims": job.claims,
        "failures": [{"document": f.document, "stage": f.stage, "reason": f.reason} for f in job.failures],
    }
