"""How long ``sopc serve`` takes: from the command to the first page, from a change to its answer
and to the new page.

``python -m tests.bench.desk [COUNT …]``: of the real catalogue, and of so many generated SOPs.
"""

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from time import monotonic
from urllib.request import Request, urlopen

import yaml

from tests.conftest import SOPS
from tests.growth import write_catalogue

_CHANGES = 7
_FILE = "V.26.1.1.4.yaml"


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="sopc-bench-"))
    try:
        shutil.copytree(SOPS, folder / "sops")
        _measure("95 SOPs", folder / "sops")
        for count in map(int, sys.argv[1:]):
            _measure(f"{count} SOPs", write_catalogue(folder / f"sops-{count}", count))
    finally:
        shutil.rmtree(folder)


@contextmanager
def _desk(root: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "sopc", "serve", "--no-open", "--sops", str(root)]
    with Popen(command, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http\S+/", process.stdout.readline())
        assert found is not None
        yield found[0]
        process.terminate()


def _measure(name: str, root: Path) -> None:
    begun = monotonic()
    with _desk(root) as address:
        _get(address)
        first = monotonic() - begun
        _get(f"{address}index-list")
        opened = monotonic() - begun
        path = next(root.rglob(_FILE))
        file = path.relative_to(root).as_posix()
        answers, pages = zip(*_changes(address, path, file), strict=True)
    print(f"{name:12} the first page {first:6.2f} s, with its SOPs {opened:6.2f} s")
    print(f"{'':12} a change to the answer {median(answers):6.3f} s", end="")
    print(f", to the new page {median(pages):6.3f} s", flush=True)


def _changes(address: str, path: Path, file: str) -> Iterator[tuple[float, float]]:
    pages = f"{address}pages/{file}?width=640"
    with urlopen(f"{address}events") as events:
        _get(pages)
        _await(events, b"printed")
        shown = json.loads(_get(f"{address}parts/{file}"))
        title = old = yaml.safe_load(path.read_bytes())["nama"]
        for number in range(_CHANGES):
            new = f"{title} {number}"
            change = {"op": "set", "path": ["nama"], "old": old, "new": new}
            body = json.dumps({"version": shown["version"], "change": change}).encode()
            begun = monotonic()
            shown = json.loads(_get(f"{address}change/{file}", body))
            answered = monotonic() - begun
            _await(events, b"printed")
            _get(pages)
            yield answered, monotonic() - begun
            old = new


def _await(events: "Iterator[bytes]", name: bytes) -> None:
    while name not in next(events):
        pass


def _get(address: str, body: bytes | None = None) -> bytes:
    headers = {"Content-Type": "application/json"}
    with urlopen(Request(address, body, headers)) as answer:
        data: bytes = answer.read()
        return data


if __name__ == "__main__":
    main()
