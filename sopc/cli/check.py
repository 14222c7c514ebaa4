"""``sopc check``."""

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import click

from sopc import pipeline
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.cli.asked import paths_of
from sopc.cli.begun import settle_beside
from sopc.cli.common import (
    FAULTY,
    begun_option,
    color_option,
    print_listed,
    sops_option,
    speaking,
)
from sopc.cli.fixing import Fixing, fixing_options, mend, show_diff
from sopc.cli.known import Bases, record, without_known
from sopc.cli.spoken import Command, language_in
from sopc.cli.streams import tell, tell_whole
from sopc.codes import PAGES
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Translate, translator_of
from sopc.load.file_names import printable
from sopc.pipeline import Checked
from sopc.report.checkout import Checkout
from sopc.report.choice import Choice, at_least, chosen
from sopc.report.code_choice import asked_codes, told_codes
from sopc.report.github import beside_lines, write_github
from sopc.report.machine import write_gitlab, write_json
from sopc.report.markdown import findings_in_markdown
from sopc.report.merged import merged
from sopc.report.sarif import write_sarif
from sopc.report.text import summary

_FILE = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class _Telling:
    """How it is told."""

    form: str
    color: str
    verbose: bool
    quiet: bool
    fail_on: Severity


@click.command(
    cls=Command,
    examples=[
        ("sopc check", "everything in the folder sops"),
        ("sopc check V.26.1.1.3 sops/7-uptd-bpsmb", "what is about an SOP and a folder"),
        (
            "sopc check --since main",
            "also what was changed since main without its date",
        ),
        ("sopc check --fix", "mend what has one safe mend, and tell what remains"),
        ("sopc check --since main --new", "only what main did not have"),
        ("sopc check --format github", "as annotations of a pull request"),
    ],
    statuses=[
        (0, "nothing that is told is as grave as --fail-on says"),
        (1, "something is"),
        (2, "it could not be checked"),
    ],
    more="Read more: docs/ci.md, and `sopc rules CODE` for what a code means.",
)
@click.argument("what", nargs=-1, metavar="[FILE|NUMBER]...")
@sops_option
@begun_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "gitlab", "markdown"]),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "--select",
    metavar="CODE",
    multiple=True,
    help="Tell only of these: a code, how codes begin (CHG), or a group (mutu).",
)
@click.option("--ignore", metavar="CODE", multiple=True, help="Tell of all but these.")
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    default=str(Severity.ERROR),
    show_default=True,
    help="Exit with 1 when something so grave is told.",
)
@click.option("--since", metavar="REV", help="Compare with a git revision, too.")
@click.option(
    "--new", is_flag=True, help="Tell only what --since REV, or --baseline FILE, does not have."
)
@click.option(
    "--baseline", metavar="FILE", type=_FILE, help="Tell only what is not recorded in this file."
)
@click.option(
    "--write-baseline", metavar="FILE", type=_FILE, help="Record in this file what is found now."
)
@click.option(
    "--source",
    metavar="FILE",
    type=_FILE,
    help="Look up notes and texts in the text of the source document, too.",
)
@click.option("-v", "--verbose", is_flag=True, help="List what is for information too.")
@click.option("-q", "--quiet", is_flag=True, help="List only what fails the run, and count.")
@fixing_options
@color_option
@speaking
def check(
    say: Translate,
    what: tuple[str, ...],
    sops: Path,
    out: Path,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    since: str | None,
    new: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    source: Path | None,
    verbose: bool,
    quiet: bool,
    fix: bool,
    as_diff: bool,
    color: str,
) -> None:
    """Report everything that is wrong with the catalogue, or with some of its SOPs.

    Name files, folders, numbers or drafts: all else is read and checked too, but not told. Each
    finding has its place, its code, and what to do about it. Nothing is changed, unless with --fix.
    Errors keep the catalogue from being printed, warnings ask for a look, information is only
    counted.
    """
    bases = Bases.of(since, source, new, baseline)
    codes = told_codes(select, ignore)
    settle_beside(say, out, sops)
    asking = _Asking(codes, asked_codes(select, ignore), what, sops, bases)
    fixing = Fixing(sops, since, source, asking.wanted, err=form != "text")
    if as_diff:
        checked = show_diff(fixing, say)
    elif fix:
        checked = mend(fixing, say)
    else:
        checked = pipeline.check(sops, date.today(), since=since, source=source)
    if not gc.get_freeze_count():  # a program around us has chosen by itself what is collected
        gc.freeze()  # of all this nothing becomes garbage before the process ends
    if write_baseline is not None:
        record(asking.chosen(checked), write_baseline, sops, say)
        return
    told = asking.told(checked)
    telling = _Telling(form, color, verbose, quiet, Severity(fail_on))
    if not as_diff:
        every = len(merged(checked.diagnostics))
        _tell(replace(checked, diagnostics=tuple(merged(told))), every, telling, sops, say)
    if at_least(told, telling.fail_on):
        sys.exit(FAULTY)


def _unread(checked: Checked, sops: Path) -> frozenset[str]:
    """The files without which nothing else can be checked, where they cannot be read."""
    names = set(checked.unread.registries)
    if checked.catalogue is None:
        names.add(SETTINGS_FILE)
    return frozenset(printable(sops / name) for name in names)


@dataclass(slots=True)
class _Asking:
    """What somebody wants to hear of, and have mended: by the words, codes and bases given.

    Words name what is there at first: a file that is renamed meanwhile is still the one asked for.
    """

    codes: frozenset[str]
    to_mend: frozenset[str]
    what: tuple[str, ...]
    sops: Path
    bases: Bases
    about: list[frozenset[str] | None] = field(default_factory=list)

    def chosen(self, checked: Checked) -> list[Diagnostic]:
        """The findings of what was asked for; in files that hide others, all errors."""
        return chosen(checked.diagnostics, self._choice(checked))

    def told(self, checked: Checked) -> list[Diagnostic]:
        """Those of them that are not known already."""
        return without_known(self.chosen(checked), self._choice(checked), checked, self.bases)

    def wanted(self, checked: Checked) -> list[Diagnostic]:
        """Those that are to be mended: nothing that was not asked for by itself."""
        choice = replace(self._choice(checked), codes=self.to_mend, always=frozenset())
        found = chosen(checked.diagnostics, choice)
        return without_known(found, choice, checked, self.bases)

    def _choice(self, checked: Checked) -> Choice:
        if not self.about:
            self.about.append(paths_of(self.what, self.sops, checked))
        return Choice(self.codes, self.sops, self.about[0], _unread(checked, self.sops))


def _tell(checked: Checked, every: int, telling: _Telling, sops: Path, say: Translate) -> None:
    """Write the findings in the chosen form; ``every`` is how many there are with all others."""
    found = _listed(checked.diagnostics, telling)
    checkout = Checkout.of(sops, Path.cwd())
    if telling.form == "json":
        tell_whole(write_json(found, say))
    elif telling.form == "sarif":
        explain = translator_of("manual", language_in(click.get_current_context()))
        tell_whole(write_sarif(found, PAGES, checkout, say, explain))
    elif telling.form == "gitlab":
        tell_whole(write_gitlab(found, checkout, say))
    elif telling.form == "markdown":
        tell_whole(findings_in_markdown(found, checkout, say))
    elif telling.form == "github":
        for line in write_github(found, checkout, say):
            tell_whole(line)
        if len(beside_lines(found)) < len(checked.diagnostics):
            tell(summary(checked.diagnostics, say, every=every))
    else:
        listed = replace(checked, diagnostics=tuple(found))
        verbose = telling.verbose or telling.fail_on is Severity.INFO
        print_listed(listed, say, telling.color, err=False, verbose=verbose)
        tell(summary(checked.diagnostics, say, listed=found, every=every))


def _listed(found: Sequence[Diagnostic], telling: _Telling) -> Sequence[Diagnostic]:
    """What is written of each finding that is told: of what is for information, text has a line for
    each code, JSON all, and what stands beside the lines of a change nothing."""
    if telling.quiet:
        return at_least(found, telling.fail_on)
    if telling.verbose or telling.fail_on is Severity.INFO or telling.form in ("text", "json"):
        return found
    return at_least(found, Severity.WARNING)
