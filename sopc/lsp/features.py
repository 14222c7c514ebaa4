"""What the server does for a client, request by request."""

from datetime import date
from typing import Any

from lsprotocol import types

from sopc.codes import PAGES
from sopc.diagnostics import SopcError
from sopc.edit.occurrences import Occurrence
from sopc.language import Phrase
from sopc.lsp import finding
from sopc.lsp.completing import completions, sentences_of
from sopc.lsp.formatting import layout_edits
from sopc.lsp.positions import Positions
from sopc.lsp.preview import flowchart
from sopc.lsp.renaming import renamed, without_quotes
from sopc.lsp.server import AFTER_TYPING, Server, no_file, path_of
from sopc.lsp.snapshot import Snapshot, root_of
from sopc.paragraphs import in_language
from sopc.report.manual import section
from sopc.rewrite.files import ReadFile, kind_of
from sopc.rewrite.renaming import can_be_renamed

FLOWCHART, EXPLAIN = "sopc.flowchart", "sopc.explain"


def server_of(language: str, delay: float = AFTER_TYPING) -> Server:
    """A server that answers in a language."""
    server = Server(language, date.today, delay)
    _follow_texts(server)
    _find(server)
    _change(server)
    _command(server)
    return server


def _follow_texts(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        file = params.text_document
        server.put(file.uri, file.version, file.text)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        file = params.text_document
        text = server.workspace.get_text_document(file.uri).source
        server.put(file.uri, file.version, text)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        del params
        server.changed_outside()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        del params
        server.changed_outside()

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        del params
        if server.client.watches_files:
            watchers = [types.FileSystemWatcher("**/*.{yaml,yml}")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = types.Registration("sopc-files", method, options)
            await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.SHUTDOWN)
    def ended(params: None) -> None:
        del params
        server.previews.remove()


def _find(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[" ", "[", ",", "{"]),
    )
    async def complete(params: types.CompletionParams) -> types.CompletionList:
        path = path_of(params.text_document.uri)
        root = root_of(path) if path else None
        if path is None or root is None or path not in server.session.opened:
            return types.CompletionList(is_incomplete=False, items=[])
        # what was known a moment ago will do: one is typing
        snapshot = server.session.last(root) or await server.snapshot(root)
        text, kind = server.session.opened[path], kind_of(root, path)
        schema = snapshot.schema(kind) if snapshot else {}
        positions = Positions(text, server.client.encoding)
        snippets = server.client.takes_snippets
        file = snapshot.file(path) if snapshot else None
        sentences = sentences_of(file.document) if file and file.document else {}
        items = completions(schema, kind, positions, params.position, sentences, snippets=snippets)
        return types.CompletionList(is_incomplete=False, items=items)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        here = await server.at(params.text_document.uri)
        if here is None:
            return None
        snapshot, file = here
        positions = server.client.positions(file)
        found = finding.hover(snapshot, file, positions.offset(params.position))
        if found is None:
            return None
        text, extent = found
        content = types.MarkupContent(types.MarkupKind.Markdown, text)
        return types.Hover(content, positions.span(*extent))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        found = await _named(server, params.text_document.uri, params.position)
        if found is None:
            return []
        snapshot, _, occurrence = found
        client = server.client
        return [client.location(*each) for each in finding.definitions(snapshot, occurrence)]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location]:
        found = await _named(server, params.text_document.uri, params.position)
        if found is None:
            return []
        snapshot, _, occurrence = found
        every = finding.references(
            snapshot, occurrence, declaration=params.context.include_declaration
        )
        return [server.client.location(*each) for each in every]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        here = await server.at(params.text_document.uri)
        return finding.symbols(here[1], server.client.positions(here[1])) if here else []


async def _named(
    server: Server, uri: str, position: types.Position
) -> tuple[Snapshot, ReadFile, Occurrence] | None:
    """What is named at a position."""
    here = await server.at(uri)
    if here is None:
        return None
    snapshot, file = here
    offset = server.client.positions(file).offset(position)
    occurrence = finding.occurrence_at(snapshot, file, offset)
    return None if occurrence is None else (snapshot, file, occurrence)


def _change(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        found = await _named(server, params.text_document.uri, params.position)
        if found is None or not can_be_renamed(found[0], found[2]):
            return None
        _, file, occurrence = found
        span = server.client.positions(file).span(*without_quotes(file, occurrence))
        return types.PrepareRenamePlaceholder(span, occurrence.name)

    @server.feature(types.TEXT_DOCUMENT_RENAME)
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        found = await _named(server, params.text_document.uri, params.position)
        try:
            if found is None:
                raise SopcError(Phrase("nothing here has a name that can be changed"))
            return server.client.renamed(renamed(found[0], found[2], params.new_name))
        except SopcError as error:
            raise server.failed(error) from None

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    async def lay_out(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        path = path_of(params.text_document.uri)
        text = server.session.opened.get(path) if path and root_of(path) else None
        try:
            return layout_edits(Positions(text, server.client.encoding)) if text else []
        except SopcError as error:
            raise server.failed(error) from None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(
            code_action_kinds=[types.CodeActionKind.QuickFix, types.CodeActionKind.Source]
        ),
    )
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        here = await server.at(params.text_document.uri)
        if here is None:
            return []
        return _actions(server, *here, params)


def _actions(
    server: Server, snapshot: Snapshot, file: ReadFile, params: types.CodeActionParams
) -> list[types.CodeAction]:
    """The mends of what was found in a range, what explains it, and the file's flowchart."""
    client = server.client
    positions = client.positions(file)
    found: list[types.CodeAction] = []
    explained: dict[str, types.CodeAction] = {}
    for each in snapshot.findings(file.name):
        span = positions.range_of(each.place)
        if span.end < params.range.start or params.range.end < span.start:
            continue
        edit = client.mended(snapshot, each.fix) if each.fix else None
        if each.fix and edit:
            title = server.say(each.fix.label)
            kind = types.CodeActionKind.QuickFix
            told = client.told(snapshot, each, positions)
            mend = types.CodeAction(title, kind, [told], is_preferred=True, edit=edit)
            found.append(mend)
        title = server.say(Phrase("Explain {code}", code=each.code))
        command = types.Command(title, EXPLAIN, arguments=[each.code])
        explained[each.code] = types.CodeAction(
            title, kind=types.CodeActionKind.QuickFix, command=command
        )
    entry = snapshot.entry(file.name)
    if entry is not None and entry.sop.steps:
        title = server.say(Phrase("Show the flowchart"))
        command = types.Command(title, FLOWCHART, arguments=[params.text_document.uri])
        kind = types.CodeActionKind.Source
        explained[""] = types.CodeAction(title, kind=kind, command=command)
    wanted = params.context.only
    return [
        action
        for action in (*found, *explained.values())
        if not wanted or any(_word(action.kind).startswith(_word(kind)) for kind in wanted)
    ]


def _word(kind: types.CodeActionKind | str | None) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else str(kind)


def _command(server: Server) -> None:
    @server.command(FLOWCHART)
    async def draw(uri: str) -> dict[str, Any]:
        here = await server.at(uri)
        try:
            entry = here[0].entry(here[1].name) if here else None
            if here is None or entry is None:
                raise no_file(uri)
            svg = flowchart(here[0], entry.name)
        except SopcError as error:
            raise server.failed(error) from None
        path = server.previews.write(f"{entry.name[:80]}.svg", svg)
        await server.show(path)
        return {"number": entry.name, "uri": server.client.uri(path), "svg": svg.decode("utf-8")}

    @server.command(EXPLAIN)
    async def explain(code: str) -> str:
        page = next((page for page in PAGES if page.code == code), None)
        if page is None:
            raise server.failed(SopcError(Phrase("nothing has the code {code}", code=code)))
        text = section(page.code, in_language(page.text, server.explain))
        if server.client.shows_documents:
            await server.show(server.previews.write(f"{code}.md", text.encode("utf-8")))
        return text
