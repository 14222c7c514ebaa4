"""What a client can do, and in whose words and measures it is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from sopc.diagnostics import Diagnostic, Edit, Fix, Severity
from sopc.language import Translate
from sopc.lsp.positions import Positions
from sopc.lsp.renaming import NewTexts
from sopc.lsp.snapshot import Snapshot
from sopc.rewrite.files import ReadFile

SOURCE = "sopc"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Hint,
}


@dataclass(frozen=True)
class Client:
    """Says what was found in an editor's terms. ``uris`` are those that it has for open files."""

    capabilities: types.ClientCapabilities
    encoding: types.PositionEncodingKind | str
    say: Translate
    uris: Mapping[Path, str] = field(default_factory=dict)
    versions: Mapping[Path, int | None] = field(default_factory=dict)

    def uri(self, path: Path) -> str:
        """The address of a file, as the client itself says it if it has it open."""
        return self.uris.get(path) or from_fs_path(str(path)) or path.as_uri()

    def positions(self, file: ReadFile) -> Positions:
        """How the client counts in a file."""
        return Positions(file.text, self.encoding)

    def location(self, file: ReadFile, extent: tuple[int, int]) -> types.Location:
        """A place in a file."""
        return types.Location(self.uri(file.path), self.positions(file).span(*extent))

    def published(self, snapshot: Snapshot, name: str) -> list[types.Diagnostic]:
        """What was found in a file. What is for information is told of open files only."""
        file = snapshot.files.get(name)
        positions = Positions(file.text if file else "", self.encoding)
        is_open = file is not None and file.path in self.uris
        return [
            self.told(snapshot, each, positions)
            for each in snapshot.findings(name)
            if is_open or each.severity is not Severity.INFO
        ]

    def told(self, snapshot: Snapshot, found: Diagnostic, positions: Positions) -> types.Diagnostic:
        """A finding, as the client shows it."""
        message = self.say(found.message)
        if found.hint:
            message = f"{message}\n{self.say(found.hint)}"
        related = []
        for each in found.related:
            file = snapshot.files.get(each.place.file)
            if file is not None:
                span = self.positions(file).range_of(each.place)
                place = types.Location(self.uri(file.path), span)
                related.append(types.DiagnosticRelatedInformation(place, self.say(each.label)))
        return types.Diagnostic(
            positions.range_of(found.place),
            message,
            severity=_SEVERITIES[found.severity],
            code=found.code,
            source=SOURCE,
            related_information=related or None,
        )

    def mended(self, snapshot: Snapshot, fix: Fix) -> types.WorkspaceEdit | None:
        """The edits of a mend; None where one of its files is not known."""
        edits: dict[Path, list[types.TextEdit]] = {}
        for edit in fix.edits:
            file = snapshot.files.get(edit.place.file)
            if file is None:
                return None
            edits.setdefault(file.path, []).append(self._edit(file, edit))
        made = self._workspace_edit(edits)
        for rename in fix.renames:
            file = snapshot.files.get(rename.file)
            if file is None or not self._move(made, file, rename.name):
                return None
        return made if edits or fix.renames else None

    def _edit(self, file: ReadFile, edit: Edit) -> types.TextEdit:
        return types.TextEdit(self.positions(file).range_of(edit.place), edit.text)

    def renamed(self, renaming: NewTexts) -> types.WorkspaceEdit:
        """The edits of a renaming; the file is renamed by clients that can."""
        edits: dict[Path, list[types.TextEdit]] = {}
        for file, extent, text in renaming.edits:
            span = self.positions(file).span(*extent)
            edits.setdefault(file.path, []).append(types.TextEdit(span, text))
        made = self._workspace_edit(edits)
        if renaming.moved is not None:
            self._move(made, *renaming.moved)
        return made

    def _move(self, made: types.WorkspaceEdit, file: ReadFile, name: str) -> bool:
        """Add to edits that a file gets another name in its folder; whether the client can."""
        if made.document_changes is None or not self._renames():
            return False
        old, new = self.uri(file.path), self.uri(file.path.with_name(name))
        move = types.RenameFile(old, new, options=types.RenameFileOptions(overwrite=False))
        made.document_changes = [*made.document_changes, move]
        return True

    def _workspace_edit(
        self, edits: Mapping[Path, Iterable[types.TextEdit]]
    ) -> types.WorkspaceEdit:
        able = self.capabilities.workspace and self.capabilities.workspace.workspace_edit
        # who renames files takes these, too: Neovim 0.7 says the one and not the other
        if not (able and (able.document_changes or able.resource_operations)):
            return types.WorkspaceEdit({self.uri(path): [*each] for path, each in edits.items()})
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(
                        self.uri(path), self.versions.get(path)
                    ),
                    [*each],
                )
                for path, each in edits.items()
            ]
        )

    def _renames(self) -> bool:
        able = self.capabilities.workspace and self.capabilities.workspace.workspace_edit
        operations = (able.resource_operations if able else None) or ()
        return types.ResourceOperationKind.Rename in operations

    @property
    def takes_snippets(self) -> bool:
        """Whether a text with stops for the cursor can be put in."""
        asked = self.capabilities.text_document and self.capabilities.text_document.completion
        item = asked.completion_item if asked else None
        return bool(item and item.snippet_support)

    @property
    def shows_documents(self) -> bool:
        """Whether it opens a file when it is asked to."""
        window = self.capabilities.window
        return bool(window and window.show_document and window.show_document.support)

    @property
    def watches_files(self) -> bool:
        """Whether it tells of files that change on the disk."""
        workspace = self.capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        return bool(watched and watched.dynamic_registration)
