"""What the largest file that one place can have costs in ``sopc check``: ``make worst``.

For every place of every schema and every way to fill it, a file of 1 MiB or of as many values as
are read is checked by the real program, one at a time; seconds are those of the processor. Prints
the worst, and fails where one is over what is promised.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sopc.limits import YAML
from sopc.load.yaml_reader import MAX_EVENTS
from tests.catalogues import write_catalogue
from tests.growing.files import FILLINGS, Filling, Spot, text_of
from tests.growing.places import KINDS, places

MOST_SECONDS, MOST_MEGABYTES = 2.0, 200
_SHOWN = 10


class Cost(NamedTuple):
    """Processor time in seconds, memory in MB, and for what."""

    seconds: float
    megabytes: int
    name: str


def _events(value: object) -> int:
    if isinstance(value, dict):
        return 2 + sum(1 + _events(each) for each in value.values())
    if isinstance(value, list):
        return 2 + sum(map(_events, value))
    return 1


def _fitting(spot: Spot, filling: Filling) -> int:
    """How many units make a file as large as one may be."""
    small, large = (filling.made(spot.value, size) for size in (20, 120))
    letters = len(text_of(large).encode()) - len(text_of(small).encode())
    values = _events(large) - _events(small)
    room = YAML - len(text_of(spot.data).encode())
    return min(room * 97 // max(letters, 1), (MAX_EVENTS - 2000) * 99 // max(values, 1))


def cost_of(spot: Spot, filling: Filling, folder: Path) -> Cost:
    """What the real program takes for a catalogue in which a place is as full as can be."""
    files = spot.files(filling.made(spot.value, _fitting(spot, filling)))
    write_catalogue(folder, {name: text_of(data) for name, data in files.items()})
    command = [sys.executable, "-m", "sopc", "check", "--sops", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    name = f"{spot.place} {filling.name} (exit status {process.returncode})"
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, name)


def costs(wanted: str) -> Iterator[Cost]:
    """What each place costs that has the wanted words in its name, with each filling."""
    for place in (place for kind in KINDS for place in places(kind)):
        for filling in FILLINGS:
            if place.takes in filling.takes and wanted in f"{place} {filling.name}":
                with TemporaryDirectory() as folder:
                    yield cost_of(Spot.of(place), filling, Path(folder))


def main(wanted: str = "") -> int:
    """Prints the worst in seconds and in memory; 1 where one is over what is promised."""
    found = list(costs(wanted))
    by_time = sorted(found, key=lambda cost: -cost.seconds)
    by_memory = sorted(found, key=lambda cost: -cost.megabytes)
    for worst in (by_time, by_memory):
        for each in worst[:_SHOWN]:
            sys.stdout.write(f"{each.seconds:6.2f} s {each.megabytes:5d} MB  {each.name}\n")
        sys.stdout.write("\n")
    over = [c for c in found if c.seconds > MOST_SECONDS or c.megabytes > MOST_MEGABYTES]
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
