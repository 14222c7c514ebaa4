"""``python -m tests.gallery FOLDER …``: see the package."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from tests.conftest import REPOSITORY, SOPS
from tests.gallery.cases import write_gallery
from tests.gallery.charts import Charts, called, commit_of, drawn, in_folder, keep, program_of
from tests.gallery.measures import NAMES, measure, total
from tests.gallery.sheet import pairs, write_sheet
from tests.running import build

STYLES = ("kapsul", "terpisah")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path, help="where all is written")
    parser.add_argument("--base", help="a revision of git, or a folder of flowcharts: what was")
    parser.add_argument("--sops", type=Path, default=SOPS, help="the catalogue to draw")
    given = parser.parse_args()
    make(given.folder, given.sops, given.base)


def make(folder: Path, sops: Path, base: str | None) -> None:
    """Write the books of hard cases and the sheet, and say where they are."""
    catalogues = {style: write_gallery(folder / f".{style}", style) for style in STYLES}
    catalogues = {"sops": sops, **catalogues}
    name, old = _base(folder, base, catalogues)
    books = [build(catalogues[style], folder / style) for style in STYLES]
    new = {f"{out.name}/{key}": svg for out in books for key, svg in _of_build(out).items()}
    new = {**drawn(REPOSITORY, {"sops": sops}, folder / ".drawn" / "now"), **new}
    keep(new, folder / "flowchart")
    measures = {key: asdict(measure(svg)) for key, svg in new.items()}
    (folder / "measures.json").write_text(json.dumps(measures, indent=1), encoding="utf-8")
    write_sheet(folder / "index.html", pairs(old, new), {"old": name, "new": "as it is now"})
    for path in (*(out / "handbook.pdf" for out in books), folder / "index.html"):
        print(path)
    _tell(old, new)


def _base(
    folder: Path, base: str | None, catalogues: dict[str, Path]
) -> tuple[str | None, Charts | None]:
    """What the old flowcharts are called, and what they are."""
    if not base:
        return None, None
    if Path(base).is_dir():
        # of an earlier run of this program, or of a build of the catalogue
        found = _of_build(Path(base))
        return base, {key if "/" in key else f"sops/{key}": svg for key, svg in found.items()}
    commit = commit_of(base)
    program = program_of(commit, folder / ".drawn" / f"program-{commit}")
    return called(commit), drawn(program, catalogues, folder / ".drawn" / commit)


def _of_build(out: Path) -> Charts:
    """The flowcharts that a build left, or those right in a folder."""
    below = out / "flowchart"
    return in_folder(below if below.is_dir() else out)


def _tell(old: Charts | None, new: Charts) -> None:
    """The sums, for whoever looks no further."""
    after, before = total(map(measure, new.values())), total(map(measure, (old or new).values()))
    for name in NAMES:
        was, now = getattr(before, name), getattr(after, name)
        print(f"{name:10} {now:6}" + (f" {now - was:+6}" if now != was else ""))


if __name__ == "__main__":
    main()
