"""The page of what changed since the last version: told in words, taken back, kept, handed in."""

import json
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sopc import pipeline
from sopc.check.change import revision_date
from sopc.diagnostics import Diagnostic, SopcError
from sopc.language import Phrase
from sopc.pipeline import Checked
from sopc.rewrite.files import ReadFile
from sopc.serve.amending import amended
from sopc.serve.asked import Keep, keep_of, request_of
from sopc.serve.bodies import read_body
from sopc.serve.changes_view import changed_files, version_of_changes
from sopc.serve.checking import DeskSnapshot
from sopc.serve.committing import (
    Author,
    branch_name,
    commit,
    keep_author,
    patch,
    push,
    switch_back,
    switch_to_new,
)
from sopc.serve.conflict import Conflict
from sopc.serve.desk import Desk
from sopc.serve.html import Html
from sopc.serve.labels import Labels
from sopc.serve.repository_state import RepositoryState, state_of
from sopc.versions.changed_files import ChangedFile

_LINES: Final = 40
"""So many lines of changes are proposed as a message."""


class ChangesDesk:
    """Answers what the page of changes asks, and how many there are for the bar of all pages."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._desk, self._html = desk, html
        self._lock = Lock()
        self._known: tuple[DeskSnapshot, str, tuple[ChangedFile, ...]] | None = None

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        return [
            Route("/changes", self.page),
            Route("/changes-count", self.count),
            Route("/changes-list", self.shown),
            Route("/changes-since", self.since),
            Route("/changes.patch", self.patch),
            Route("/changes-back", self._posting(self._back), methods=["POST"]),
            Route("/changes-mend", self._posting(self._mend), methods=["POST"]),
            Route("/changes-keep", self._posting(self._keep), methods=["POST"]),
            Route("/changes-send", self._posting(self._send), methods=["POST"]),
        ]

    def page(self, _: Request) -> Response:
        """The whole page."""
        shown = self._shown()
        return HTMLResponse(self._html.write("changes.html", words=self._html.words, **shown))

    def shown(self, _: Request) -> Response:
        """What the page shows, as it is now."""
        return JSONResponse(self._shown())

    def count(self, _: Request) -> Response:
        """How many SOPs and registries have changed; nothing where that cannot be known."""
        state = state_of(self._desk.root)
        try:
            count = len(self._changes(state)) if state.is_repository else None
        except SopcError:
            count = None
        return JSONResponse({"count": count})

    def since(self, _: Request) -> Response:
        """What change control says of the changes: with its mends, where there are any."""
        state = state_of(self._desk.root)
        found: Sequence[Diagnostic] = ()
        if state.commit:
            try:
                found = [*_controlled(self._check())]
            except SopcError:
                found = ()
        return JSONResponse(
            {
                "html": self._html.write(
                    "changes_since.html",
                    findings=found,
                    said_as=Labels.of(self._desk.snapshot().catalogue),
                    undated=revision_date.CODE,
                )
            }
        )

    def patch(self, request: Request) -> Response:
        """What the server has not, as a file to send by mail."""
        state, asked = state_of(self._desk.root), request.query_params
        chosen = self._chosen(self._changes(state), asked.getlist("file"))
        author = Author(state.name or asked.get("name", ""), state.email or asked.get("email", ""))
        message = asked.get("message", "").strip()[:4000] or self._html.told(_titles(chosen))
        try:
            made = patch(self._desk.root, state, message, _names(chosen), author)
        except SopcError as error:
            return JSONResponse({"said": self._html.told(error.message)}, 422)
        return Response(made, media_type="text/x-patch")

    def _posting(self, do: Callable[[bytes], Phrase]) -> Callable[..., object]:
        def answer(body: bytes) -> Response:
            status = 200
            try:
                said = self._html.told(do(body))
            except Conflict as error:
                status, said = 409, self._html.told(error.message)
            except SopcError as error:
                status, said = 422, self._html.told(error.message)
            return JSONResponse({**self._shown(), "said": said}, status)

        async def post(request: Request) -> Response:
            body = await read_body(request)
            return await run_in_threadpool(answer, body)

        return post

    def _back(self, body: bytes) -> Phrase:
        """Make the chosen what it was at the last commit: a step that can be taken back."""
        _, chosen = self._asked(keep_of(body))
        before: dict[str, bytes | None] = {}
        after: dict[str, bytes | None] = {}
        for each in chosen:
            for name in each.names:
                before[name] = self._desk.bytes_of(name)
                after[name] = None
            if each.was:
                after[each.was] = _as_here(each.then, each.now)
        said = Phrase("changes taken back: {titles}", titles=_titles(chosen))
        self._desk.save(before, after, said=said)
        return said

    def _mend(self, body: bytes) -> Phrase:
        """Put today in as the day of revision of every SOP that lacks one for what changed."""
        del body
        today = self._desk.snapshot().today
        before: dict[str, bytes | None] = {}
        after: dict[str, bytes | None] = {}
        for each in _controlled(self._check()):
            file = self._desk.snapshot().files.get(each.place.file)
            if each.code == revision_date.CODE and file is not None:
                name = file.path.relative_to(self._desk.root).as_posix()
                change = request_of(_dated(file, today.isoformat())).change
                before[name], after[name] = file.raw, amended(file, change)
        if not after:
            raise SopcError(Phrase("nothing of this can be mended by itself"))
        self._desk.save(before, after, said=Phrase("day of revision put in"))
        return Phrase("day of revision put in")

    def _keep(self, body: bytes) -> Phrase:
        asked, root = keep_of(body), self._desk.root
        state, chosen = self._asked(asked)
        if not chosen:
            raise SopcError(Phrase("choose what to keep, and say in a line what has changed"))
        if state.obstacle is not None:
            raise SopcError(state.obstacle)
        if not (state.name and state.email):
            keep_author(root, Author(asked.name, asked.email))
        before = state.branch
        if asked.branch:
            switch_to_new(root, branch_name(root, _about(chosen), self._desk.snapshot().today))
            state = state_of(root)
        try:
            commit(root, state, asked.message, _names(chosen))
        except SopcError:
            if asked.branch and before:
                switch_back(root, before, state.branch)
            raise
        self._desk.events.tell("kept")
        return Phrase("kept as a version on the branch {branch}", branch=state.branch)

    def _send(self, body: bytes) -> Phrase:
        del body
        state = state_of(self._desk.root)
        push(self._desk.root, state)
        return Phrase("sent to {server}, branch {branch}", server=state.remote, branch=state.branch)

    def _asked(self, asked: Keep) -> tuple[RepositoryState, tuple[ChangedFile, ...]]:
        """The chosen changes, where they are as the page showed them. Raises Conflict."""
        self._desk.touched()
        state = state_of(self._desk.root)
        changes = self._changes(state)
        if version_of_changes(changes, state.commit) != asked.version:
            raise Conflict(
                Phrase("something has changed meanwhile: look at it again, then press once more")
            )
        return state, self._chosen(changes, asked.files)

    def _chosen(
        self, changes: Sequence[ChangedFile], keys: Sequence[str]
    ) -> tuple[ChangedFile, ...]:
        return tuple(each for each in changes if each.key in keys)

    def _changes(self, state: RepositoryState) -> tuple[ChangedFile, ...]:
        snapshot = self._desk.snapshot()
        with self._lock:
            known = self._known
        if known and known[0].files == snapshot.files and known[1] == state.commit:
            return known[2]
        found = changed_files(snapshot, state.commit)
        with self._lock:
            self._known = (snapshot, state.commit, found)
        return found

    def _check(self) -> Checked:
        return pipeline.check(self._desk.root, self._desk.snapshot().today, since="HEAD")

    def _shown(self) -> dict[str, object]:
        state = state_of(self._desk.root)
        problem = state.obstacle
        changes: Sequence[ChangedFile] = ()
        try:
            changes = self._changes(state) if state.is_repository else ()
        except SopcError as error:
            problem = error.message
        message = self._message(changes)
        html = self._html.write(
            "changes_list.html", changes=changes, state=state, problem=problem, message=message
        )
        version = version_of_changes(changes, state.commit)
        return {"version": version, "count": len(changes), "html": html}

    def _message(self, changes: Sequence[ChangedFile]) -> str:
        """What is proposed to be said of a version: the SOPs in a line, then each change."""
        told = self._html.told
        lines = [told(_titles(changes)), ""]
        for each in changes:
            first = f"{told(each.title)}: " if len(changes) > 1 or not each.told else ""
            said = [each.headline] if each.headline else []
            lines += [f"- {first}{told(one)}" for one in (*said, *(e.sentence for e in each.told))]
        if len(lines) > _LINES:
            lines = [*lines[:_LINES], "- …"]
        return "\n".join(line[:300] for line in lines).strip()


def _dated(file: ReadFile, day: str) -> bytes:
    """What a page would ask for to have a day of revision."""
    data = file.document.value if file.document else None
    old = data.get("direvisi") if isinstance(data, dict) else None
    change = {"op": "set", "path": ["direvisi"], "old": old, "new": day}
    return json.dumps({"version": "", "change": change}).encode()


def _controlled(checked: Checked) -> list[Diagnostic]:
    return [each for each in checked.diagnostics if each.code.startswith("CHG")]


def _names(chosen: Sequence[ChangedFile]) -> list[str]:
    return [name for each in chosen for name in each.names]


def _titles(chosen: Sequence[ChangedFile]) -> Phrase:
    if len(chosen) == 1:
        return Phrase("Change of {title}", title=chosen[0].title)
    sops = sorted(chosen, key=lambda each: "/" not in each.key)  # these first
    first = sops[0].title if sops else ""
    return Phrase("Changes of {title} and {count} more", title=first, count=max(0, len(chosen) - 1))


def _about(chosen: Sequence[ChangedFile]) -> str:
    return chosen[0].key.rpartition("/")[2].removesuffix(".yaml")


def _as_here(then: bytes | None, now: bytes | None) -> bytes | None:
    """The bytes of a commit with the ends of lines that files have here."""
    if then is not None and now is not None and b"\r\n" in now and b"\r" not in then:
        return then.replace(b"\n", b"\r\n")
    return then
