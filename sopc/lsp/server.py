"""The language server: what a client asks for, and what it is told without asking.

Texts are those of the client's open files. Nothing is written but by the client: changes go to it
as edits. A check runs beside the loop that reads messages, some time after the last key.
"""

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from sopc import __version__
from sopc.diagnostics import SopcError
from sopc.language import Phrase, translator, translator_of
from sopc.lsp.client import Client
from sopc.lsp.preview import Previews
from sopc.lsp.session import Session
from sopc.lsp.snapshot import Snapshot, root_of
from sopc.rewrite.files import ReadFile

AFTER_TYPING = 0.2
"""Seconds without a key after which a catalogue is checked."""

_REQUEST_FAILED = -32803
"""What the protocol calls a request that was understood and cannot be done."""


class Server(LanguageServer):
    """Knows the session and the client. Features are in ``sopc.lsp.features``."""

    def __init__(self, language: str, today: Callable[[], date], delay: float) -> None:
        # whole texts: where lines end, pygls knows otherwise than editors do
        super().__init__("sopc", __version__, types.TextDocumentSyncKind.Full)
        self.say, self.explain = translator(language), translator_of("manual", language)
        self.session = Session(today)
        self.previews = Previews()
        self.uris: dict[Path, str] = {}
        self.versions: dict[Path, int | None] = {}
        self._delay = delay
        self._timers: dict[Path, asyncio.TimerHandle] = {}
        self._told: dict[Path, set[Path]] = {}
        self._checking = asyncio.Lock()
        self._checks: set[asyncio.Task[None]] = set()

    @property
    def client(self) -> Client:
        """What the client can do, and how it counts."""
        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        able = self.client_capabilities
        return Client(able, encoding, self.say, self.uris, self.versions)

    def failed(self, error: SopcError) -> JsonRpcException:
        """The answer to a request that cannot be done: a sentence that editors show."""
        return JsonRpcException(self.say(error.message), _REQUEST_FAILED)

    def put(self, uri: str, version: int | None, text: str) -> None:
        """A file is open, or was changed."""
        path = path_of(uri)
        if path is None:
            return
        self.uris[path], self.versions[path] = uri, version
        root = self.session.put(path, text)
        if root is not None:
            self.check_later(root)

    def closed(self, uri: str) -> None:
        """A file is open no longer."""
        path = path_of(uri)
        if path is None:
            return
        self.uris.pop(path, None)
        self.versions.pop(path, None)
        root = self.session.close(path)
        for known in {*self._told, *([root] if root else [])}:
            self.check_later(known)

    def changed_outside(self) -> None:
        """Files have changed on the disk."""
        for root in self.session.changed_outside() | self._told.keys():
            self.check_later(root)

    def check_later(self, root: Path) -> None:
        """Check a catalogue once nothing has been typed for a while."""
        if root in self._timers:
            self._timers[root].cancel()
        loop = asyncio.get_running_loop()
        self._timers[root] = loop.call_later(self._delay, self._start_check, root)

    def _start_check(self, root: Path) -> None:
        task = asyncio.get_running_loop().create_task(self._check(root))
        self._checks.add(task)  # who is not kept may be collected while it waits
        task.add_done_callback(self._checks.discard)

    async def snapshot(self, root: Path) -> Snapshot | None:
        """A catalogue as it is in the client's texts now."""
        async with self._checking:
            loop = asyncio.get_running_loop()
            snapshot = await loop.run_in_executor(None, self.session.snapshot, root)
        while self.session.told:
            told = self.say(self.session.told.pop(0))
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, told))
        return snapshot

    async def at(self, uri: str) -> tuple[Snapshot, ReadFile] | None:
        """The catalogue that a file belongs to, and the file; None if it belongs to none."""
        path = path_of(uri)
        root = root_of(path) if path else None
        snapshot = await self.snapshot(root) if root else None
        file = snapshot.file(path) if snapshot and path else None
        return (snapshot, file) if snapshot and file else None

    async def _check(self, root: Path) -> None:
        """Tell the client what was found in a catalogue, and what is no longer there."""
        if not self.session.has_open(root):
            self._tell(root, {})
            self.session.forget(root)
            return
        snapshot = await self.snapshot(root)
        if self._timers[root].when() > asyncio.get_running_loop().time():
            return  # changed since: another check is to come
        client = self.client
        found: dict[Path, list[types.Diagnostic]] = {}
        if snapshot is not None:
            names = {each.place.file for each in snapshot.checked.diagnostics}
            for name in sorted(names | snapshot.files.keys()):
                file = snapshot.files.get(name)
                found[file.path if file else Path(name)] = client.published(snapshot, name)
        self._tell(root, found)

    def _tell(self, root: Path, found: dict[Path, list[types.Diagnostic]]) -> None:
        """Publish what was found, by file; of a file with nothing, that there is nothing now."""
        client = self.client
        before = self._told.pop(root, set())
        now = {path for path, each in found.items() if each or path in self.uris}
        if now:
            self._told[root] = now
        for path in sorted(before | now):
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(client.uri(path), found.get(path, []))
            )

    async def show(self, path: Path) -> None:
        """Have the client open a file, if it does such."""
        if self.client.shows_documents:
            uri = self.client.uri(path)
            await self.window_show_document_async(types.ShowDocumentParams(uri, external=False))


def path_of(uri: str) -> Path | None:
    """The file of an address; None for what is no file on the disk."""
    name = to_fs_path(uri)
    return Path(name) if name and "\0" not in name else None


def no_file(uri: str) -> SopcError:
    """Why nothing can be done with a file."""
    return SopcError(Phrase("`{file}` is in no catalogue that can be read", file=uri))
