"""The same SOPs through what an office would use instead, as far as it can do it.

typst sets the pages, with the flowcharts as pictures drawn by us; doorstop and strictdoc publish
the texts as web pages, without flowcharts, signatures or page numbers. They are looked for in
``.venv/peers`` (``make bench`` puts them there) and left out when they are not.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue, Entry
from tests.bench.timing import Cost, cost

PEERS = Path(".venv/peers/bin")
_SET = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def peers(catalogue: Catalogue, drawings: Path, folder: Path) -> Iterator[tuple[str, Cost]]:
    """What each peer that is installed costs."""
    python = (PEERS / "python").absolute()
    if not python.exists():
        print("peers are not installed: `make bench` does it", file=sys.stderr)
        return
    source = _typst(catalogue, drawings, folder / "typst")
    typst = [str(python), "-c", _SET, str(source), str(folder / "typst.pdf")]
    yield "typst, tables and our drawings", cost(typst)
    store = _doorstop(catalogue, folder / "doorstop")
    doorstop = [str(PEERS.absolute() / "doorstop"), "publish", "all", str(folder / "published")]
    yield "doorstop publish (texts only)", cost(doorstop, store)
    document = _strictdoc(catalogue, folder / "strictdoc")
    strictdoc = [str(PEERS.absolute() / "strictdoc"), "export", str(document)]
    yield "strictdoc export (texts only)", cost(strictdoc, document)


def _typst(catalogue: Catalogue, drawings: Path, folder: Path) -> Path:
    folder.mkdir()
    parts = ["#set page(width: 215mm, height: 330mm, margin: 20mm)", "#outline()"]
    for entry in _written(catalogue):
        sop = entry.sop
        parts += [f"#pagebreak()\n= {_quoted(sop.title)}", f"{_quoted(str(sop.number))}"]
        basis = [catalogue.regulations[key].title for key in sop.regulations]
        parts += [_table(2, [*basis, *sop.qualifications, *sop.equipment, *sop.warnings])]
        if not sop.steps:
            continue
        shutil.copy(drawings / f"{entry.name}.svg", folder)
        cells = [
            text
            for n, step in enumerate(sop.steps, start=1)
            for text in (
                str(n),
                step.activity,
                ", ".join(step.inputs),
                str(step.duration or ""),
                ", ".join(step.output),
            )
        ]
        parts += ["#page(flipped: true)[", _table(5, cells)]
        parts += [f'#image("{entry.name}.svg", height: 60%)', "]"]
    source = folder / "book.typ"
    source.write_text("\n".join(parts), encoding="utf-8")
    return source


def _table(columns: int, cells: list[str]) -> str:
    return f"#table(columns: {columns}, {', '.join(f'[{_quoted(cell)}]' for cell in cells)})"


def _quoted(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\#$*_`<>@[]=-+/~\"'" else c for c in text)


def _doorstop(catalogue: Catalogue, folder: Path) -> Path:
    folder.mkdir()
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    run = [str(PEERS.absolute() / "doorstop")]
    subprocess.run([*run, "create", "SOP", "./sop"], cwd=folder, check=True, capture_output=True)
    for index, entry in enumerate(_written(catalogue), start=1):
        lines = "\n".join(f"  {line}" for line in _text(entry))
        item = f"active: true\nlevel: 1.{index}\nheader: ''\ntext: |\n{lines}\n"
        (folder / "sop" / f"SOP{index:03}.yml").write_text(item, encoding="utf-8")
    return folder


def _strictdoc(catalogue: Catalogue, folder: Path) -> Path:
    folder.mkdir()
    parts = ["[DOCUMENT]", "TITLE: SOP", ""]
    for index, entry in enumerate(_written(catalogue), start=1):
        statement = "\n".join(_text(entry)).replace("<<<", "").replace(">>>", "")
        parts += ["[REQUIREMENT]", f"UID: SOP-{index:03}", f"TITLE: {entry.sop.title}"]
        parts += [f"STATEMENT: >>>\n{statement}\n<<<", ""]
    (folder / "sop.sdoc").write_text("\n".join(parts), encoding="utf-8")
    return folder


def _written(catalogue: Catalogue) -> Iterator[Entry]:
    return (entry for entry in catalogue.entries if entry.sop.is_written)


def _text(entry: Entry) -> list[str]:
    activities = (" ".join(step.activity.split()) for step in entry.sop.steps)
    return [f"{entry.sop.number} {entry.sop.title}", *activities]
