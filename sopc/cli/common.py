"""What all commands share: their options, the user's language, and how errors end a run."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import click

from sopc.cli.spoken import LANG, language_in
from sopc.cli.streams import is_terminal, tell, tell_painted
from sopc.diagnostics import SopcError
from sopc.language import LANGUAGES, Phrase, Translate, translator
from sopc.refusals import reason_of

if TYPE_CHECKING:
    from sopc.diagnostics import Diagnostic
    from sopc.pipeline import Checked
    from sopc.publish.executors import Workers
    from sopc.publish.unprinted import Unprinted

FAULTY, UNUSABLE = 1, 2
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
THERE = click.Path(path_type=Path, exists=True)
BUILT = click.Path(path_type=Path)
"""A file of a build, which may have to be finished first."""
P = ParamSpec("P")


def _remember(context: click.Context, _parameter: click.Parameter, lang: str | None) -> None:
    if lang is not None:  # said of this command, or before it
        context.meta[LANG] = lang


lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    callback=_remember,
    expose_value=False,
    help="The language of messages; by default that of the environment (LANG).",
)
sops_option = click.option(
    "--sops",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("sops"),
    show_default=True,
    help="The folder that holds katalog.yaml.",
)
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Where the outputs go.",
)
begun_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Where outputs are: what a killed build began there is finished first.",
)
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours: by default on a terminal, unless NO_COLOR is set.",
)


def speaking(command: Callable[Concatenate[Translate, P], None]) -> Callable[P, None]:
    """Give a command the user's language, and end its errors in a sentence, not a traceback.

    Before a command reads a catalogue, what a killed one began there is finished or undone.
    """

    @lang_option
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        say = translator(language_in(click.get_current_context()))
        try:
            _settle(say, kwargs.get("sops", kwargs.get("folder")))
            command(say, *args, **kwargs)
        except SopcError as error:
            tell(f"sopc: {say(error.message)}", err=True)
            sys.exit(UNUSABLE)
        except (OSError, MemoryError, ImportError) as error:  # no stage has a better sentence
            tell(f"sopc: {say(_refusal(error))}", err=True)
            sys.exit(UNUSABLE)

    return run


def _settle(say: Translate, sops: object) -> None:
    """Leave no catalogue half changed that a command is given, or is to begin."""
    if isinstance(sops, Path):
        from sopc.cli.begun import settle_catalogue

        settle_catalogue(say, sops)


def _refusal(error: OSError | MemoryError | ImportError) -> Phrase:
    """What the system refuses, and of which file if it says so."""
    if isinstance(error, MemoryError):
        return Phrase("there is not enough memory")
    if isinstance(error, ImportError):
        return Phrase("cannot load what sopc needs: {reason}", reason=error)
    reason = reason_of(error)
    if error.filename is None:
        return Phrase("the system says: {reason}", reason=reason)
    name = error.filename if isinstance(error.filename, str | bytes) else str(error.filename)
    return Phrase("`{path}`: {reason}", path=os.fsdecode(name), reason=reason)


def print_findings(
    checked: "Checked", say: Translate, color: str, *, err: bool, verbose: bool = False
) -> None:
    """Write what was found as text, and count: to standard output, or beside other output."""
    from dataclasses import replace

    from sopc.report.merged import merged
    from sopc.report.text import summary

    found = tuple(merged(checked.diagnostics))
    print_listed(replace(checked, diagnostics=found), say, color, err=err, verbose=verbose)
    tell(summary(found, say, listed=found), err=err)


def print_listed(
    checked: "Checked", say: Translate, color: str, *, err: bool, verbose: bool = False
) -> None:
    """Write what was found as text: by file, or on a terminal, which shows the end, errors last."""
    from sopc.report.text import write_text

    found, notes = _apart(checked, say) if verbose else (checked.diagnostics, ())
    terminal = is_terminal(sys.stderr if err else sys.stdout)
    colour = color == "always" or (color == "auto" and terminal and not os.environ.get("NO_COLOR"))
    written = write_text(found, colour=colour, verbose=verbose, errors_last=terminal, say=say)
    findings = ((line, True) for line in written)
    listed = ((line, False) for line in notes)
    for line, is_painted in chain(listed, findings) if terminal else chain(findings, listed):
        if is_painted:
            tell_painted(line, err=err, colour=colour)
        else:
            tell(line, err=err)


def print_found(found: "Iterable[Diagnostic]", say: Translate) -> None:
    """Write some findings as text, beside other output; nothing where there are none."""
    from sopc.diagnostics import SourceMap
    from sopc.pipeline import Checked

    every = tuple(found)
    if every:
        print_listed(Checked(None, SourceMap({}), every), say, "auto", err=True)


def print_unprinted(
    checked: "Checked", root: Path, faults: "Sequence[Unprinted]", say: Translate, color: str
) -> None:
    """Write what could not be printed, beside other output; for whoever mends the program, also
    where it failed."""
    from sopc import pipeline
    from sopc.publish.limits import is_debugging

    print_findings(pipeline.unprintable(checked, root, faults), say, color, err=True)
    traces = dict.fromkeys(fault.fault.trace for fault in faults) if is_debugging() else ()
    for trace in traces:
        for line in trace.splitlines():
            tell(line, err=True)


def workers_for(executor: str | None, jobs: int) -> "Workers":
    """Who does the work of a command. Tests give the command others."""
    from sopc.publish.executors import Workers

    chosen = click.get_current_context().obj
    made: Callable[[str | None, int], Workers] = chosen or Workers
    return made(executor, jobs)


def _apart(checked: "Checked", say: Translate) -> "tuple[Sequence[Diagnostic], Iterable[str]]":
    """The findings without those that only tell of notes, and lines that tell of all these."""
    from sopc.check.source.notes import CODE
    from sopc.diagnostics import Severity
    from sopc.notes.survey import survey
    from sopc.report.note_text import write_notes

    told = [d for d in checked.diagnostics if (d.code, d.severity) == (CODE, Severity.INFO)]
    if checked.catalogue is None or not told:
        return checked.diagnostics, ()
    files = {diagnostic.place.file for diagnostic in told}  # where no waiver lets them stand
    found = survey(checked.catalogue, lambda f: f.entry is None or f.entry.location.file in files)
    rest = [diagnostic for diagnostic in checked.diagnostics if diagnostic.code != CODE]
    return rest, write_notes(found, say)


def sound(
    sops: Path, say: Translate, color: str = "auto", *, errors_only: bool = False
) -> "Checked":
    """The catalogue, read and checked; the end of the run when it has errors, which are told, and
    with them, unless ``errors_only``, all else that was found."""
    from dataclasses import replace
    from datetime import date

    from sopc import pipeline
    from sopc.diagnostics import Severity

    checked = pipeline.check(sops, date.today())
    if not checked.is_sound:
        if errors_only:
            errors = tuple(each for each in checked.diagnostics if each.severity is Severity.ERROR)
            checked = replace(checked, diagnostics=errors)
        print_findings(checked, say, color, err=True)
        sys.exit(FAULTY)
    return checked


def sound_for(sops: Path, numbers: Sequence[str], say: Translate, color: str = "auto") -> "Checked":
    """The catalogue, read and checked; the end of the run when an error stands in the way of
    printing the SOPs of these numbers. Of other errors a line tells."""
    from dataclasses import replace
    from datetime import date

    from sopc import pipeline
    from sopc.report.merged import merged

    checked = pipeline.check(sops, date.today())
    if checked.catalogue is None:
        print_findings(checked, say, color, err=True)
        sys.exit(FAULTY)
    concerned = pipeline.sound_for(checked, sops, numbers)
    if concerned.errors:
        print_findings(replace(checked, diagnostics=concerned.errors), say, color, err=True)
    every = merged((*concerned.errors, *concerned.others))
    elsewhere = len(every) - len(merged(concerned.errors))
    if elsewhere:
        message = Phrase(
            "errors elsewhere, which do not touch {numbers}: {count} (see `sopc check`)",
            count=elsewhere,
            numbers=", ".join(dict.fromkeys(numbers)),
        )
        tell(f"sopc: {say(message)}", err=True)
    if concerned.errors:
        sys.exit(FAULTY)
    return checked


def readable(sops: Path, say: Translate, status: int = FAULTY) -> "Checked":
    """The catalogue, read and checked, also with errors, of which a line tells; the end of the run,
    with ``status``, when its katalog.yaml cannot be used."""
    from datetime import date

    from sopc import pipeline
    from sopc.diagnostics import Severity

    checked = pipeline.check(sops, date.today())
    if checked.catalogue is None:
        print_findings(checked, say, "auto", err=True)
        sys.exit(status)
    errors = [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    if errors:
        message = Phrase("the catalogue has {count} errors: sopc check", count=len(errors))
        tell(f"sopc: {say(message)}", err=True)
    return checked
