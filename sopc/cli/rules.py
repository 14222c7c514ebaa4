"""``sopc rules``: what is checked, and why."""

import click

from sopc.cli.common import speaking
from sopc.cli.spoken import Command, language_in
from sopc.cli.streams import tell, tell_whole
from sopc.codes import GROUPS, PAGES
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate, translator_of
from sopc.paragraphs import in_language
from sopc.report.manual import write_manual
from sopc.sign import causes
from sopc.sign.findings import STATUS, Cause, Grade

_ADVICE = {
    Grade.CHANGED: Phrase(
        "Do not rely on it. Ask the office for the file again; if it is yours, find out who "
        "changed it, and build and sign anew."
    ),
    Grade.UNPROVABLE: Phrase(
        "It may be genuine: find what is lacking (a root certificate, a list of revocations, a "
        "time stamp, a NIP), and verify again."
    ),
    Grade.UNCOMPARED: Phrase(
        "The signatures are genuine. Whether the pages are those of the catalogue is not known: "
        "verify beside its build or signed manifest, or with --rebuild."
    ),
    Grade.SUPERSEDED: Phrase("It was in force once. Use what came instead."),
}

_CAUSES = "TTE"
"""What the codes of causes begin with."""


@click.command(
    cls=Command,
    examples=[
        ("sopc rules", "every code, how much it matters, and what it asks for"),
        ("sopc rules FLW001", "one code: why, and an example of wrong and right"),
        ("sopc rules TTE113", "a cause that `sopc verify` names"),
    ],
    statuses=[(0, "told"), (2, "nothing has this code")],
    more="Read more: docs/rules.md.",
)
@click.argument("code", required=False)
@click.option("--manual", is_flag=True, help="All rules as one Markdown page.")
@speaking
def rules(say: Translate, code: str | None, manual: bool) -> None:
    """List what is checked, all or a group, or explain one rule, or one cause that `sopc verify`
    names.

    CODE is what a finding begins with, such as FLW001, or the name of a group, such as alur; TTE
    lists the causes.
    """
    language = language_in(click.get_current_context())
    explain = translator_of("manual", language)
    if manual:
        pages = ((page.code, page.text) for page in PAGES)
        tell_whole(write_manual(pages, language, _causes()), end="")
        return
    if code is not None and code.upper() == _CAUSES:
        for known, verdict, name in _causes():
            tell(f"{known}  {verdict:10} {say(name)}")
        return
    if code is None or code.lower() in GROUPS:
        for group in GROUPS if code is None else [code.lower()]:
            if code is None and group != next(iter(GROUPS)):
                tell("")
            _list(group, say, explain)
        return
    chosen = [page for page in PAGES if page.code == code.upper()]
    caused = [cause for cause in causes.EVERY if cause.code == code.upper()]
    if caused:
        tell_whole(_explained(caused[0], say))
        return
    if not chosen:
        raise SopcError(
            Phrase("nothing has the code {code}: `sopc rules` lists what is checked", code=code)
        )
    tell_whole(f"{chosen[0].code}: {in_language(chosen[0].text, explain)}")


def _causes() -> list[tuple[str, str, str]]:
    """All causes of verdicts: code, verdict, name."""
    return [
        (each.code, each.grade.value if each.grade else "–", each.name) for each in causes.EVERY
    ]


def _list(group: str, say: Translate, explain: Translate) -> None:
    """The codes of a group, below what it is."""
    tell(f"{group}: {say(GROUPS[group])}")
    for page in PAGES:
        if page.group == group:
            name = explain(page.heading).rstrip(".")
            tell(f"{page.code}  {page.severity:8} {name}")


def _explained(cause: Cause, say: Translate) -> str:
    """What a cause is, what a file with it is worth, and what to do."""
    if cause.grade is None:
        verdict = Phrase("A note of `sopc verify`: it does not change the verdict.")
        return f"{cause.code}: {say(cause.name)}\n\n{say(verdict)}"
    verdict = Phrase(
        "`sopc verify` calls such a file `{verdict}`: exit status {status}.",
        verdict=cause.grade.value,
        status=STATUS[cause.grade],
    )
    advice = say(_ADVICE[cause.grade])
    return f"{cause.code}: {say(cause.name)}\n\n{say(verdict)}\n{advice}"
