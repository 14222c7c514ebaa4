"""``sopc lsp``: the language server for editors."""

import click

from sopc.cli.common import speaking
from sopc.cli.spoken import Command, language_in
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate


@click.command(
    cls=Command,
    examples=[("sopc lsp --lang id", "what to have an editor start, to speak Indonesian")],
    statuses=[(0, "the editor has ended it"), (2, "packages for it are missing")],
    more="Read more: docs/editors-guide.md.",
)
@speaking
def lsp(say: Translate) -> None:
    """Serve an editor as its language server.

    Editors start it, and talk to it by its standard input and output. It marks what is wrong as one
    types, completes keys and names, tells what a name stands for, and renames it in all files.
    """
    del say  # what is said is said to the editor
    try:
        import pygls.lsp.server  # noqa: F401
    except ImportError:
        raise SopcError(
            Phrase("the language server needs more packages: pip install 'sopc[lsp]'")
        ) from None
    from sopc.lsp.features import server_of

    server_of(language_in(click.get_current_context())).start_io()
