"""``sopc rules`` and ``sopc schema``: what is checked, and what files look like."""

import click

from sopc.cli.common import speaking
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
        click.echo(write_manual((page.code, page.text) for page in PAGES), nl=False)
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
    click.echo(f"{chosen[0].code}: {chosen[0].text}")


@click.command()
@click.argument("kind", type=click.Choice(KINDS), default="sop")
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file."""
    click.echo(json_schema(kind))
