"""``sopc serve``: the desk in the browser."""

import errno
from datetime import date
from pathlib import Path

import click

from sopc.cli.common import sops_option, speaking
from sopc.cli.spoken import Command, language_in
from sopc.cli.streams import tell
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate
from sopc.load.loader import require_catalogue


@click.command(
    cls=Command,
    examples=[
        ("sopc serve", "open the catalogue's desk in the browser"),
        ("sopc serve --no-open --port 8800", "only tell its address, always with the same port"),
    ],
    statuses=[(0, "it was ended, by Ctrl-C"), (2, "there is no catalogue, or the port is taken")],
    more="Read more: docs/panduan-editor.md, docs/architecture.md.",
)
@sops_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="The port to listen at; by default any that is free.",
)
@click.option("--no-open", "stays_closed", is_flag=True, help="Tell the address, open no browser.")
@speaking
def serve(say: Translate, sops: Path, port: int, stays_closed: bool) -> None:
    """Show the catalogue in the browser, and change it there, without YAML and without git.

    Only this machine's own user gets in, by the address that is told. What is changed is written to
    the files at once, each change as small as by hand; other editors may be at work, too.
    """
    try:
        import uvicorn  # noqa: F401
    except ImportError:
        raise SopcError(Phrase("the desk needs more packages: pip install 'sopc[serve]'")) from None
    from sopc.serve.desk import Desk
    from sopc.serve.opening import leading_to
    from sopc.serve.server import DeskServer

    require_catalogue(sops)
    desk = Desk(sops.absolute(), date.today, language_in(click.get_current_context()))

    desk.tell = lambda phrase: tell(say(phrase))
    try:
        server = DeskServer(desk, port)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise SopcError(
            Phrase("port {port} cannot be had: choose another, or leave out --port", port=port)
        ) from None
    tell(say(Phrase("the desk is open at {address}; Ctrl-C ends it", address=server.address)))
    with leading_to(server.address) as file:
        if not stays_closed:
            click.launch(str(file))
        server.run()
