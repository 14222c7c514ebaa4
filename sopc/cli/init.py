"""``sopc init``."""

from pathlib import Path

import click

from sopc.cli.asking import Asking
from sopc.cli.common import speaking
from sopc.cli.init_questions import GivenCatalogue, Interview
from sopc.cli.schema import schemas
from sopc.cli.spoken import Command
from sopc.cli.streams import tell
from sopc.cli.taking_back import tell_undo, where
from sopc.diagnostics import SopcError
from sopc.edit.writing import write_files
from sopc.language import Phrase, Translate
from sopc.load.forms import shipped_forms
from sopc.start.catalogue import catalogue_files
from sopc.start.surroundings import in_the_way, leave_built_alone


@click.command(
    cls=Command,
    examples=[
        ("sopc init", "asks for all that is needed, and makes the folder sops"),
        (
            'sopc init --agency "Dinas Contoh" --approver "Kepala Dinas Contoh" '
            '--unit "Sekretariat: Sub Bagian Umum; Sub Bagian Keuangan" '
            '--numbering "{unit}.{seksi}.{urut}"',
            "asks nothing",
        ),
    ],
    statuses=[
        (0, "the catalogue is there"),
        (1, "asking was broken off: nothing is written"),
        (2, "the folder has something in it, or what is said cannot be or is not enough"),
    ],
    more="Read more: README.md and docs/editors-guide.md.",
)
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default="sops", metavar="[FOLDER]"
)
@click.option("--agency", help="The agency's name, as it is printed.")
@click.option(
    "--letterhead",
    multiple=True,
    metavar="LINE",
    help="The agency's name in the lines of letterheads, once for each line.",
)
@click.option(
    "--address", multiple=True, metavar="LINE", help="The address on covers, once for each line."
)
@click.option("--approver", metavar="OFFICE", help="Who enacts SOPs: the office, as it is printed.")
@click.option("--approver-name", metavar="NAME", help="The name of who holds that office.")
@click.option("--nip", help="Their NIP.")
@click.option("--rank", help="Their rank.")
@click.option(
    "--unit",
    "units",
    multiple=True,
    metavar="UNIT",
    help="A unit; behind a colon its sections, with semicolons between. Once for each unit.",
)
@click.option(
    "--numbering",
    "patterns",
    multiple=True,
    metavar="PATTERN",
    help="How numbers are made, of {unit} {seksi} {urut} {tahun}; {urut:3} has three digits.",
)
@click.option(
    "--form",
    type=click.Choice(sorted(shipped_forms())),
    help="How SOPs are printed; by default as the regulation has it.",
)
@click.option("--year", type=int, help="The year on covers; by default this year.")
@speaking
def init(
    say: Translate,
    folder: Path,
    agency: str | None,
    letterhead: tuple[str, ...],
    address: tuple[str, ...],
    approver: str | None,
    approver_name: str | None,
    nip: str | None,
    rank: str | None,
    units: tuple[str, ...],
    patterns: tuple[str, ...],
    form: str | None,
    year: int | None,
) -> None:
    """Make a new catalogue, which can be checked and printed at once.

    FOLDER is sops if nothing is said; it must be empty, or not there yet. On a terminal, what is
    needed and not given is asked for, and then all else, too; where everything that is needed is
    given, nothing is asked. Nothing is written before the last answer.
    """
    hindrances = in_the_way(folder)
    if hindrances:
        raise SopcError(
            Phrase(
                "`{folder}` is not empty, and nothing in it is touched: there is {names}",
                folder=folder,
                names=", ".join(f"`{name}`" for name in hindrances),
            )
        )
    given = GivenCatalogue(agency, letterhead, address, approver, approver_name, nip, rank,
                   units, patterns, form, year)  # fmt: skip
    new = Interview(Asking(say), folder, given).catalogue()
    files = catalogue_files(new, schemas())
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_files(folder, dict.fromkeys(files), files)
    is_ignored = folder.resolve().is_relative_to(Path.cwd()) and leave_built_alone(Path.cwd())
    _tell_next(say, folder, is_ignored)
    tell_undo(say, folder)


def _tell_next(say: Translate, folder: Path, is_ignored: bool) -> None:
    """What is there now, and what to type next."""
    tell(say(Phrase("the catalogue is in `{folder}`", folder=folder)))
    if is_ignored:
        tell(say(Phrase("git leaves the folder build alone, by `.gitignore`")))
    more = where(folder)
    tell(say(Phrase("next:")))
    for command, meaning in (
        ("sopc new", Phrase("begin an SOP")),
        ("sopc check", Phrase("what is wrong with the catalogue, and where")),
        ("sopc build", Phrase("print it, into the folder build")),
    ):
        tell(f"  {command + more:<{len(more) + 12}}{say(meaning)}")
