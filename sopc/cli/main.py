"""The command line: the only place that prints, prompts and exits."""

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from sopc import __version__, pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.check.rules import PAGES
from sopc.cli.progress import show_progress
from sopc.diagnostics import Diagnostic, SopcError, has_errors
from sopc.language import Phrase
from sopc.load.schema import KINDS, json_schema
from sopc.report.checkout import Checkout
from sopc.report.machine import write_github, write_gitlab, write_json
from sopc.report.manual import write_manual
from sopc.report.sarif import write_sarif
from sopc.report.text import summary, write_text

FAULTY, UNUSABLE = 1, 2
P = ParamSpec("P")

_sops = click.option(
    "--sops",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("sops"),
    show_default=True,
    help="The folder that holds katalog.yaml.",
)


def _translated(command: Callable[P, None]) -> Callable[P, None]:
    """Tell the user, without a traceback, what outside the catalogue is wrong."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except SopcError as error:
            click.echo(f"sopc: {error}", err=True)
            sys.exit(UNUSABLE)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sopc")
def main() -> None:
    """Compile a catalogue of standard operating procedures into printed handbooks."""


@main.command()
@_sops
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Where the outputs go.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes to use; as many as there are processors."
)
@click.option("--only", multiple=True, metavar="NUMBER", help="Only this SOP, by itself.")
@_translated
def build(sops: Path, out: Path, jobs: int | None, only: tuple[str, ...]) -> None:
    """Print the handbook, the units' volumes, every SOP and the index."""
    catalogue = _sound(sops)
    with show_progress() as progress:
        count = pipeline.build(
            catalogue,
            sops,
            out,
            jobs=jobs or pipeline.processors(),
            only=only,
            progress=progress,
        )
    click.echo(f"{count} files in {out}", err=True)


@main.command()
@_sops
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "gitlab"]),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option("--since", metavar="REV", help="Compare with a git revision, too.")
@click.option("-v", "--verbose", is_flag=True, help="In text, list what is for information too.")
@_translated
def check(sops: Path, form: str, since: str | None, verbose: bool) -> None:
    """Report everything that is wrong with the catalogue."""
    found = pipeline.check(sops, date.today(), since=since).diagnostics
    checkout = Checkout.of(sops, Path.cwd())
    if form == "json":
        click.echo(write_json(found))
    elif form == "sarif":
        click.echo(write_sarif(found, PAGES, checkout))
    elif form == "gitlab":
        click.echo(write_gitlab(found, checkout))
    elif form == "github":
        for line in write_github(found, checkout):
            click.echo(line)
    else:
        _print(found, err=False, verbose=verbose)
    if has_errors(found):
        sys.exit(FAULTY)


@main.command()
@click.argument("number")
@_sops
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file ending in .svg, .png, .pdf or .dot; without it, SVG is printed.",
)
@_translated
def flowchart(number: str, sops: Path, output: Path | None) -> None:
    """Draw the flowchart of one SOP by itself."""
    form = output.suffix.removeprefix(".").lower() if output else "svg"
    if form not in ("svg", "png", "pdf", "dot"):
        raise click.BadParameter("the file must end in .svg, .png, .pdf or .dot", param_hint="-o")
    data = pipeline.flowchart(_sound(sops), sops, number, form)
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise SopcError(f"cannot write `{output}`: {error.strerror}") from None


@main.command()
@click.argument("code", required=False)
@click.option("--manual", is_flag=True, help="All rules as one Markdown page.")
@_translated
def rules(code: str | None, manual: bool) -> None:
    """List what is checked, or explain one rule."""
    if manual:
        click.echo(write_manual((page.code, page.manual) for page in PAGES), nl=False)
        return
    if code is None:
        for page in PAGES:
            click.echo(f"{page.code}  {page.severity:8} {page.name}")
        return
    chosen = [page for page in PAGES if page.code == code.upper()]
    if not chosen:
        raise SopcError(
            Phrase("nothing has the code {code}: `sopc rules` lists what is checked", code=code)
        )
    click.echo(f"{chosen[0].code}: {chosen[0].manual}")


@main.command()
@click.argument("kind", type=click.Choice(KINDS), default="sop")
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file."""
    click.echo(json_schema(kind))


def _sound(sops: Path) -> Catalogue:
    """The catalogue, or the end of the run when it has errors."""
    checked = pipeline.check(sops, date.today())
    if checked.catalogue is None or not checked.is_sound:
        _print(checked.diagnostics, err=True)
        sys.exit(FAULTY)
    return checked.catalogue


def _print(found: tuple[Diagnostic, ...], *, err: bool, verbose: bool = False) -> None:
    stream = sys.stderr if err else sys.stdout
    for line in write_text(found, colour=_wants_colour(stream.isatty()), verbose=verbose):
        click.echo(line, err=err)
    click.echo(summary(found), err=err)


def _wants_colour(terminal: bool) -> bool:
    return terminal and not os.environ.get("NO_COLOR")
