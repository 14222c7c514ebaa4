"""``sopc flowchart``."""

from pathlib import Path

import click

from sopc import pipeline
from sopc.cli.common import sops_option, sound, speaking
from sopc.cli.streams import tell, tell_bytes
from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.language import Phrase, Translate
from sopc.render.faults import EngineMissing


@click.command()
@click.argument("number")
@sops_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file ending in .svg, .png, .pdf or .dot; without it, SVG is printed.",
)
@speaking
def flowchart(say: Translate, number: str, sops: Path, output: Path | None) -> None:
    """Draw the flowchart of one SOP by itself."""
    form = output.suffix.removeprefix(".").lower() if output else "svg"
    if form not in ("svg", "png", "pdf", "dot"):
        raise click.BadParameter("the file must end in .svg, .png, .pdf or .dot", param_hint="-o")
    catalogue = sound(sops, say).catalogue
    assert catalogue is not None
    try:
        data = pipeline.flowchart(catalogue, sops, number, form)
    except EngineMissing:
        if form != "svg":
            raise
        data = pipeline.plain_flowchart(catalogue, number)
        note = Phrase("drawn without Pango: rows and page breaks are not those of the printed page")
        tell(f"sopc: {say(note)}", err=True)
    if output is None:
        tell_bytes(data)
    else:
        _replace(output, data)


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a link is replaced, not followed."""
    try:
        OutputFolder(path.parent).write(path.name, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SopcError(
            Phrase("cannot write `{path}`: {reason}", path=path, reason=reason)
        ) from None
