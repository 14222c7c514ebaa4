"""The stages in order: load, check, lay out and render, assemble, publish. Read this first."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.check.rule import Context
from sopc.check.rules import check_catalogue
from sopc.diagnostics import Diagnostic, SopcError, did_you_mean, has_errors, in_file_order
from sopc.load.loader import load_catalogue
from sopc.load.revision import load_earlier

if TYPE_CHECKING:
    from sopc.build.compile import Press
    from sopc.build.outputs import Progress


@dataclass(frozen=True, slots=True)
class Checked:
    """A catalogue that was read and checked; None when its katalog.yaml is not usable."""

    catalogue: Catalogue | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it may be printed."""
        return self.catalogue is not None and not has_errors(self.diagnostics)


def check(root: Path, today: date, *, since: str | None = None) -> Checked:
    """Load the catalogue in ``root`` and run all rules on it, as of ``today``.

    With ``since``, also those that compare it with a revision of git; raises SopcError when git,
    the repository or the revision is missing.
    """
    loaded = load_catalogue(root)
    found = list(loaded.diagnostics)
    if loaded.catalogue is not None:
        earlier = None if since is None else load_earlier(root, since)
        context = Context(loaded.catalogue, loaded.source_map, loaded.unread, today, earlier)
        found += check_catalogue(context)
    return Checked(loaded.catalogue, tuple(in_file_order(found)))


def build(
    catalogue: Catalogue,
    root: Path,
    out: Path,
    *,
    jobs: int,
    only: Sequence[str],
    progress: "Progress",
) -> int:
    """Print a sound catalogue into ``out``; returns the number of files written.

    With ``only``, just the SOPs of those numbers, each by itself. Raises SopcError when a number
    is unknown, a program is missing or the folder cannot be written.
    """
    chosen = [select(catalogue, number) for number in only]
    for entry in chosen:
        if not entry.sop.is_written:
            raise SopcError(f"{entry.sop.number} has no pages: its status is {entry.sop.status}")
    press = _press(catalogue, root)
    # imported late: these load WeasyPrint, which must find its fonts set up
    from sopc.build.compile import compile_all
    from sopc.build.outputs import book_files, manifest, sop_files
    from sopc.build.publish import publish

    written = [entry for entry in chosen or catalogue.entries if entry.sop.is_written]
    shards = {}
    for done, shard in enumerate(compile_all(written, press, jobs), start=1):
        shards[shard.name] = shard
        progress("pages", done, len(written))
    files = sop_files(press, shards, progress)
    if not only:
        files |= book_files(press, shards, progress)
        files |= manifest(root, files)
    publish(out, files, complete=not only)
    return len(files)


def flowchart(catalogue: Catalogue, root: Path, number: str, form: str) -> bytes:
    """One flowchart as ``svg``, ``png``, ``pdf`` or ``dot``.

    Raises SopcError when there is no such SOP, or it has no flowchart.
    """
    entry = select(catalogue, number)
    if not entry.sop.steps:
        raise SopcError(f"{number} has no flowchart: it has no steps")
    if form == "dot":
        from sopc.render.dot import write_dot

        return write_dot(entry, catalogue).encode("utf-8")
    press = _press(catalogue, root)
    svg = press.compile(entry).svg or ""
    if form == "svg":
        return svg.encode("utf-8")
    from sopc.render.page import picture

    return picture(svg, form)


def select(catalogue: Catalogue, number: str) -> Entry:
    """The SOP of a number, or the draft of a name."""
    for entry in catalogue.entries:
        if number in (str(entry.sop.number), entry.name):
            return entry
    names = [str(entry.sop.number or entry.name) for entry in catalogue.entries]
    hint = did_you_mean(number, names)
    raise SopcError(f"no SOP has the number {number}" + (f"; {hint}" if hint else ""))


def _press(catalogue: Catalogue, root: Path) -> "Press":
    """A press for the catalogue, with the project's own fonts."""
    from sopc.render.resources import isolate_fonts

    isolate_fonts()
    from sopc.build.compile import Press

    return Press.ready(catalogue, root)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
