"""``sopc schema``: what files look like, for editors."""

from pathlib import Path

import click

from sopc.catalogue.names import NO_NAMES, KnownNames, names_of
from sopc.cli.begun import settle_catalogue
from sopc.cli.common import speaking
from sopc.cli.spoken import Command
from sopc.cli.streams import tell, tell_whole
from sopc.codes import settable
from sopc.language import Phrase, Translate, translator, translator_of
from sopc.load.schema import KINDS, json_schema


@click.command(
    cls=Command,
    examples=[
        ("sopc schema katalog > katalog.json", "of katalog.yaml, into a file"),
        ("sopc schema --sops sops > sop.json", "with this catalogue's names as choices"),
        ("sopc schema --write", "of all kinds, where VS Code finds them"),
    ],
    statuses=[(0, "printed or written"), (2, "there is no such kind of file, or no catalogue")],
    more="Read more: docs/editors-guide.md.",
)
@click.argument("kind", type=click.Choice(KINDS), default="sop", metavar="[KIND]")
@click.option(
    "--sops",
    type=click.Path(path_type=Path, file_okay=False),
    help="With the actors, regulations, officials and numbers of this catalogue as choices.",
)
@click.option(
    "--write",
    is_flag=True,
    help="Write the schemas of all kinds into the catalogue, and have VS Code find them there.",
)
@speaking
def schema(say: Translate, kind: str, sops: Path | None, write: bool) -> None:
    """Print the JSON Schema of a kind of file, or write those of all kinds for editors.

    KIND is katalog, pelaksana, dasar-hukum, pejabat or sop, which it is if nothing is said. An
    editor that knows the schema completes keys, explains them, and marks what is wrong as one
    types. It explains in Indonesian, as the keys are.
    """
    if write:
        _write(say, sops or Path("sops"))
    else:
        names = NO_NAMES if sops is None else _names(sops)
        tell_whole(json_schema(kind, names, _checks()))


def _names(sops: Path) -> KnownNames:
    from sopc.load.loader import load_catalogue

    loaded = load_catalogue(sops)
    return NO_NAMES if loaded.catalogue is None else names_of(loaded.catalogue, loaded.unread)


def schemas(names: KnownNames = NO_NAMES) -> dict[str, str]:
    """The schema of each kind of file."""
    checks = _checks()
    return {kind: json_schema(kind, names, checks) for kind in KINDS}


def _checks() -> dict[str, str]:
    return settable(translator("id"), translator_of("manual", "id"))


def _write(say: Translate, sops: Path) -> None:
    from sopc.editors import leave_schemas, settings_text

    settle_catalogue(say, sops)
    texts = schemas(_names(sops))
    left = leave_schemas(sops, Path.cwd(), texts)
    tell(
        say(
            Phrase(
                "the schemas are in `{folder}`; write them anew when names have changed",
                folder=left.folder,
            )
        )
    )
    if left.is_told:
        tell(say(Phrase("VS Code finds them by `{file}`", file=left.settings)))
        return
    tell(say(Phrase("`{file}` is yours and was left alone: put into it", file=left.settings)))
    tell_whole(settings_text(left.schemas))
