"""``sopc rules`` and ``sopc schema``: what is checked, and what files look like."""

import click

from sopc.cli.common import speaking
from sopc.cli.streams import tell, tell_whole
from sopc.codes import PAGES
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate
from sopc.load.schema import KINDS, json_schema
from sopc.report.manual import write_manual


@click.command()
@click.argument("code", required=False)
@click.option("--manual", is_flag=True, help="All rules as one Markdown page.")
@speaking
def rules(say: Translate, code: str | None, manual: bool) -> None:
    """List what is checked, or explain one rule."""
    del say  # the manual is written in English
    if manual:
        tell_whole(write_manual((page.code, page.text) for page in PAGES), end="")
        return
    if code is None:
        for page in PAGES:
            tell(f"{page.code}  {page.severity:8} {page.name}")
        return
    chosen = [page for page in PAGES if page.code == code.upper()]
    if not chosen:
        raise SopcError(
            Phrase("nothing has the code {code}: `sopc rules` lists what is checked", code=code)
        )
    tell_whole(f"{chosen[0].code}: {chosen[0].text}")


@click.command()
@click.argument("kind", type=click.Choice(KINDS), default="sop")
@speaking
def schema(say: Translate, kind: str) -> None:
    """Print the JSON Schema of a kind of file."""
    del say  # there is nothing to say but the schema
    tell_whole(json_schema(kind))
