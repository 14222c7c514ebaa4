"""The pages of the lists of names: actors, regulations, officials."""

from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.rewrite.keys import pairs_of, with_new_keys
from sopc.rewrite.proposal import checked_with, new_errors
from sopc.serve.bodies import read_body
from sopc.serve.desk import Desk
from sopc.serve.html import Html
from sopc.serve.registries import (
    Uses,
    entries_of,
    with_entry,
    with_values,
    without_entry,
)
from sopc.serve.registry_kinds import REGISTRIES, Registry
from sopc.serve.typed_fields import TypedFields, fields_of


class RegistriesDesk:
    """Answers what the pages of lists of names ask."""

    def __init__(self, desk: Desk, html: Html) -> None:
        self._desk, self._html = desk, html
        self._uses = Uses()

    @property
    def routes(self) -> list[BaseRoute]:
        """The addresses that are answered here."""
        acts = {
            "add": self._add,
            "set": self._set,
            "remove": self._remove,
            "rename": self._rename,
        }
        return [
            Route("/registries/{kind}", self.page),
            Route("/registries/{kind}/list", self.list),
            *(
                Route(f"/registries/{{kind}}/{name}", partial(self._act, act), methods=["POST"])
                for name, act in acts.items()
            ),
        ]

    def page(self, request: Request) -> Response:
        """The whole page; its address may have the name of who is to be added, and the file of the
        SOP that one comes from."""
        registry, asked = _registry(request), request.query_params
        origin = self._desk.file(asked.get("from", ""))
        text = self._html.write(
            "registries.html",
            words=self._html.words,
            registry=registry,
            registries=REGISTRIES.values(),
            name=asked.get("name", "")[:200],
            back=asked["from"] if origin and origin.kind == "sop" else "",
            list=self._list(registry),
        )
        return HTMLResponse(text)

    def list(self, request: Request) -> Response:
        """The list alone."""
        return JSONResponse({"list": self._list(_registry(request))})

    async def _act(self, act: Callable[[Registry, TypedFields], str], request: Request) -> Response:
        registry, body = _registry(request), await read_body(request)
        return await run_in_threadpool(self._done, act, registry, body)

    def _done(
        self, act: Callable[[Registry, TypedFields], str], registry: Registry, body: bytes
    ) -> Response:
        try:
            key = act(registry, fields_of(body))
        except SopcError as error:
            said = self._html.told(error.message)
            return JSONResponse({"said": said, "list": self._list(registry)}, 422)
        return JSONResponse({"key": key, "list": self._list(registry)})

    def _add(self, registry: Registry, typed: TypedFields) -> str:
        values = {field.key: typed.one(field.key) for field in registry.fields}
        key, after = with_entry(self._desk.snapshot(), registry, typed.one("key"), values)
        self._save(registry, after, Phrase("added: {name}", name=key))
        return key

    def _set(self, registry: Registry, typed: TypedFields) -> str:
        key = typed.one("key")
        old = {field.key: typed.one(f"old-{field.key}") for field in registry.fields}
        new = {field.key: typed.one(field.key) for field in registry.fields}
        after = with_values(self._desk.snapshot(), registry, key, old, new)
        self._save(registry, after, Phrase("changed: {name}", name=key))
        return key

    def _remove(self, registry: Registry, typed: TypedFields) -> str:
        key = typed.one("key")
        after = without_entry(self._desk.snapshot(), registry, key, self._uses)
        self._save(registry, after, Phrase("taken out: {name}", name=key))
        return ""

    def _rename(self, registry: Registry, typed: TypedFields) -> str:
        key, new = typed.one("key"), typed.one("new").strip()
        read = self._desk.checked()
        made = with_new_keys(read, pairs_of(read, registry.kind, [key, new]))
        after = checked_with(read.root, read.today, made.proposal)
        for each in new_errors(read.checked, after, made.as_now):
            raise SopcError(each.message)
        said = Phrase("{name} is now {new}", name=key, new=new)
        self._desk.save(made.proposal.before, made.proposal.after, said=said)
        return new

    def _save(self, registry: Registry, after: bytes, said: Phrase) -> None:
        before = self._desk.bytes_of(registry.file)
        if before != after:
            self._desk.save({registry.file: before}, {registry.file: after}, said=said)

    def _list(self, registry: Registry) -> str:
        snapshot = self._desk.snapshot()
        entries = tuple(entries_of(snapshot, registry, self._uses))
        return self._html.write("registries_list.html", registry=registry, entries=entries)


def _registry(request: Request) -> Registry:
    found = REGISTRIES.get(request.path_params["kind"])
    if found is None:
        raise HTTPException(404)
    return found
