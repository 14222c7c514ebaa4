"""``sopc flowchart``."""

import sys
from pathlib import Path

import click

from sopc import pipeline
from sopc.cli.begun import settle_beside
from sopc.cli.common import (
    FAULTY,
    begun_option,
    print_unprinted,
    sops_option,
    sound_for,
    speaking,
    workers_for,
)
from sopc.cli.spoken import Command
from sopc.cli.streams import tell, tell_bytes
from sopc.disk import replace_file
from sopc.language import Phrase, Translate
from sopc.pipeline import Checked
from sopc.publish.executors import Workers
from sopc.publish.unprinted import Unprinted
from sopc.render.faults import EngineMissing


@click.command(
    cls=Command,
    examples=[
        ("sopc flowchart V.26.1.1.4 -o alur.svg", "into a file, for a browser"),
        ("sopc flowchart V.26.1.1.4 -o alur.pdf", "for a printer"),
        ("sopc flowchart V.26.1.1.4 > alur.svg", "SVG, to wherever it is sent"),
    ],
    statuses=[
        (0, "drawn"),
        (1, "the catalogue has errors, or the flowchart could not be drawn"),
        (2, "there is no such SOP, or something that is needed is missing"),
    ],
    more="Read more: docs/editors-guide.md.",
)
@click.argument("number")
@sops_option
@begun_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file ending in .svg, .png, .pdf or .dot; without it, SVG is printed.",
)
@speaking
def flowchart(say: Translate, number: str, sops: Path, out: Path, output: Path | None) -> None:
    """Draw the flowchart of one SOP by itself, as its page has it.

    NUMBER is the SOP's number.
    """
    form = output.suffix.removeprefix(".").lower() if output else "svg"
    if form not in ("svg", "png", "pdf", "dot"):
        ending = Phrase("the file must end in .svg, .png, .pdf or .dot")
        raise click.BadParameter(ending, param_hint="-o")
    settle_beside(say, out, sops)
    with workers_for(None, 1) as workers:
        if form != "dot":
            workers.start_early()
        checked = sound_for(sops, [number], say)
        data = _drawn(say, checked, sops, number, form, workers)
    if not isinstance(data, bytes):
        print_unprinted(checked, sops, [data], say, "auto")
        sys.exit(FAULTY)
    if output is None:
        tell_bytes(data)
    else:
        replace_file(output, data)


def _drawn(
    say: Translate, checked: Checked, sops: Path, number: str, form: str, workers: Workers
) -> bytes | Unprinted:
    assert checked.catalogue is not None
    try:
        return pipeline.flowchart(checked.catalogue, sops, number, form, workers)
    except EngineMissing:
        if form != "svg":
            raise
        note = Phrase("drawn without Pango: rows and page breaks are not those of the printed page")
        tell(f"sopc: {say(note)}", err=True)
        return pipeline.plain_flowchart(checked.catalogue, number)
