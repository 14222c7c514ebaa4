"""``sopc diff``: what became of a catalogue between two moments, in words."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopc.cli.common import sops_option, speaking, workers_for
from sopc.cli.spoken import Command, language_in
from sopc.cli.streams import tell_bytes
from sopc.diagnostics import SopcError
from sopc.disk import replace_file
from sopc.language import Phrase, Translate

if TYPE_CHECKING:
    from sopc.catalogue.numbering import Numbering
    from sopc.versions.changed_files import ChangedFile
    from sopc.versions.sides import BothSides

_ENDINGS = {"txt": "text", "json": "json", "html": "html", "pdf": "pdf"}


@click.command(
    cls=Command,
    examples=[
        ("sopc diff", "what changed since the last commit"),
        ("sopc diff v2020 V.26.1.1.4", "what became of an SOP since a revision"),
        ("sopc diff v2020 v2021 -o perubahan.pdf", "between two revisions, with flowcharts"),
    ],
    statuses=[
        (0, "compared, also when nothing or much changed"),
        (2, "it could not be compared"),
    ],
    more="Read more: docs/editors-guide.md.",
)
@click.argument("what", nargs=-1, metavar="[REV [REV]] [NUMBER]...")
@sops_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "pdf"]),
    help="How it is written; by default as the file's name ends, or else as text.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file ending in .txt, .json, .html or .pdf; without it, the changes are printed.",
)
@click.option("-v", "--verbose", is_flag=True, help="Also tell changes that are not printed.")
@speaking
def diff(
    say: Translate,
    what: tuple[str, ...],
    sops: Path,
    form: str | None,
    output: Path | None,
    verbose: bool,
) -> None:
    """Tell in words what changed: by SOP, field and step.

    A revision is compared with the files as they are now, or with a second one; without any, the
    last commit is. Steps are known again when they were moved, put in between, or reworded. Of an
    SOP that got another number or folder, what else changed is told. What stands on no page is only
    counted: remarks, notes on the source. Nothing is changed.
    """
    from sopc.load.loader import require_catalogue
    from sopc.versions.asked_comparison import asked_comparison
    from sopc.versions.sides import both_sides

    require_catalogue(sops)
    asked = asked_comparison(what, _numbering(sops) if what else None)
    sides = both_sides(sops, asked.then, asked.now)
    changes = asked.of(sides.changes())
    form = _form_of(form, output)
    data = _written(sides, changes, form, say, verbose)
    if output is not None:
        replace_file(output, data)
    else:
        tell_bytes(data)


def _written(
    sides: "BothSides", changes: "Sequence[ChangedFile]", form: str, say: Translate, verbose: bool
) -> bytes:
    if form == "json":
        from sopc.versions.machine import json_of

        return json_of(sides, changes, say).encode("utf-8")
    if form == "text":
        from sopc.versions.text import text_of

        return "".join(f"{line}\n" for line in text_of(changes, say, verbose=verbose)).encode(
            "utf-8"
        )
    from sopc.versions.page import page_of

    html = page_of(sides, changes, say, language_in(click.get_current_context()))
    return html.encode("utf-8") if form == "html" else _printed(html, sides)


def _printed(html: str, sides: "BothSides") -> bytes:
    from sopc.publish.html_pdf import html_pdf

    catalogue = sides.now.catalogue
    typeface = catalogue.settings.form.typeface if catalogue else "Source Sans"
    with workers_for(None, 1) as workers:
        found = html_pdf(html, typeface, workers)
    if isinstance(found, bytes):
        return found
    raise SopcError(Phrase("the changes cannot be printed: {reason}", reason=found.reason))


def _form_of(form: str | None, output: Path | None) -> str:
    if form is not None or output is None:
        return form or "text"
    ending = output.suffix.removeprefix(".").lower()
    if ending not in _ENDINGS:
        message = Phrase("the file must end in .txt, .json, .html or .pdf, or say --format")
        raise click.BadParameter(message, param_hint="-o")
    return _ENDINGS[ending]


def _numbering(sops: Path) -> "Numbering | None":
    from sopc.load.loader import load_catalogue

    catalogue = load_catalogue(sops).catalogue
    return catalogue.settings.numbering.every if catalogue else None
