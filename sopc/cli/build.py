"""``sopc build``."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopc.cli.begun import settle_outputs
from sopc.cli.common import (
    FAULTY,
    color_option,
    out_option,
    print_unprinted,
    sops_option,
    sound,
    sound_for,
    speaking,
    workers_for,
)
from sopc.cli.progress import show_progress
from sopc.cli.spoken import Command
from sopc.cli.streams import tell, tell_whole
from sopc.folder import OutputFolder
from sopc.language import Phrase, Translate
from sopc.publish.executors import check_address
from sopc.publish.inputs import Inputs, take_inputs
from sopc.publish.install import STORE, clear_away
from sopc.publish.options import BuildOptions, processors
from sopc.publish.record import Record, is_current, read_record
from sopc.transaction.seals import Seals
from sopc.transaction.user_key import UserKey, user_key

if TYPE_CHECKING:
    from sopc.pipeline import Checked
    from sopc.publish.publication import Publication

_UNITS = {"K": 10, "M": 20, "G": 30, "T": 40}


def _size(value: str) -> int:
    """A number of bytes: 500M, 2G."""
    text = value.strip().upper().removesuffix("B").removesuffix("I")
    shift = _UNITS.get(text[-1:], 0)
    number = text[:-1] if shift else text
    if not number.isdecimal():
        raise click.BadParameter(Phrase("`{value}` is no size: write 500M or 2G", value=value))
    return int(number) << shift


@click.command(
    cls=Command,
    examples=[
        ("sopc build", "everything, into the folder build"),
        ("sopc build --only V.26.1.1.4", "one SOP, by itself"),
        ("sopc build --jobs 2 --explain", "with two processes, and why each SOP was rendered"),
    ],
    statuses=[
        (0, "printed, or nothing had changed"),
        (1, "the catalogue has errors, or something could not be printed"),
        (2, "it could not be built"),
    ],
    more="Read more: README.md, docs/performance.md.",
)
@sops_option
@out_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to use; as many as there are processors.",
)
@click.option("--only", multiple=True, metavar="NUMBER", help="Only this SOP, by itself.")
@click.option("--explain", is_flag=True, help="Say why each SOP was rendered.")
@click.option("--summary", is_flag=True, help="Print a summary with page counts, in Markdown.")
@click.option(
    "--cache-limit",
    type=_size,
    metavar="SIZE",
    default="1G",
    show_default=True,
    help="What the store of rendered pages may hold; the longest unused goes first.",
)
@click.option("--executor", metavar="dask://HOST:PORT", help="Render on a cluster.")
@color_option
@speaking
def build(
    say: Translate,
    sops: Path,
    out: Path,
    jobs: int | None,
    only: tuple[str, ...],
    explain: bool,
    summary: bool,
    cache_limit: int,
    executor: str | None,
    color: str,
) -> None:
    """Print the handbook, the units' volumes, every SOP and the index.

    The catalogue is checked first; with errors nothing is printed. Only what has changed since the
    last build is rendered.

    In the output folder are then handbook.pdf, volume, sop and flowchart with a file each,
    index.json, index.csv and manifest.json.
    """
    if executor is not None:
        check_address(executor)
    folder = OutputFolder(out)
    key = user_key(os.environ, (sops, out))
    seals = Seals(key.data)
    settle_outputs(out, sops)
    inputs, last = take_inputs(sops, out), read_record(folder.below(STORE), seals) or Record()
    if not only and is_current(folder, inputs, last):
        clear_away(folder)
        total = len(last.outputs)
        current = Phrase("nothing has changed: {total} files in {out}", total=total, out=out)
        tell(say(current), err=True)
        if summary:
            _summarise(say, folder)
        return
    count = jobs or processors()
    with workers_for(executor, count) as workers:
        workers.start_early()
        options = BuildOptions(workers, seals, cache_limit)
        checked, built = _built(say, sops, out, inputs, only, options, color)
    if explain:
        for reason in built.reasons:
            tell(f"{reason.name}: {say(reason.phrase)}")
    for phrase in _losses(built, key, out):
        tell(say(phrase), err=True)
    done = Phrase(
        "{total} files in {out}, {written} written",
        total=built.total,
        out=out,
        written=len(built.written),
    )
    if built.total:
        tell(say(done), err=True)
        if summary:
            _summarise(say, folder)
    if built.faults:
        print_unprinted(checked, sops, built.faults, say, color)
        if not only:
            books = Phrase(
                "handbook, volumes and index are not printed anew: they would lack pages"
            )
            tell(say(books), err=True)
        sys.exit(FAULTY)


def _summarise(say: Translate, folder: OutputFolder) -> None:
    """Print what is in a finished build."""
    from sopc.publish.page_counts import page_counts  # with what opens PDFs
    from sopc.report.markdown import build_in_markdown

    tell_whole(build_in_markdown(page_counts(folder), say))


def _losses(built: "Publication", key: UserKey, out: Path) -> Iterator[Phrase]:
    """What was there and was not believed, or is not there any more."""
    if built.is_foreign:
        if key.problem is not None:
            yield key.problem
        yield Phrase(
            "what was in `{out}` was not built by you on this machine, or its key was lost: "
            "nothing of it was believed",
            out=out,
        )
    for name in built.mended:
        yield Phrase("{name} was not what the last build made, and was made anew", name=name)
    for name in built.strayed:
        yield Phrase("{name} is not what the last build made: build all to mend it", name=name)
    for name in built.unsigned:
        yield Phrase("{name} was signed as it was before: it has to be signed again", name=name)
    for name in built.left:
        yield Phrase(
            "{name} was signed, and is left, though this build does not make it", name=name
        )


def _built(
    say: Translate,
    sops: Path,
    out: Path,
    inputs: Inputs,
    only: tuple[str, ...],
    options: BuildOptions,
    color: str,
) -> "tuple[Checked, Publication]":
    """Check and print; the end of the run when the catalogue has errors: with ``only``, such as
    stand in the way of these SOPs."""
    checked = sound_for(sops, only, say, color) if only else sound(sops, say, color)
    assert checked.catalogue is not None
    from sopc import pipeline  # only now: it loads what prints

    with show_progress(say) as progress:
        built = pipeline.build(
            checked.catalogue,
            sops,
            out,
            inputs=inputs,
            only=only,
            options=options,
            progress=progress,
        )
    return checked, built
