"""``python -m tests.fuzz.one TARGET FINDINGS OPTION…``: run Atheris, which takes the options.

It goes on after it has found something: of inputs that fail alike the first is put into FINDINGS,
and how they fail beside it.
"""

import shlex
import sys
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import process_time

import atheris

from tests.fuzz.subject import Target, target

TRACED = ["sopc", "pyhanko"]
"""The packages whose branches count."""
_STRETCHED = 64
"""Of so many inputs one is also tried with a part of it repeated up to the greatest length."""


class TooSlow(AssertionError):
    """An input took more time than one of its length may."""


def main() -> None:
    name, findings, *options = sys.argv[1:]
    atheris.enabled_hooks.add("str")  # what words begin and end with guides it, too
    with atheris.instrument_imports(include=TRACED):
        chosen = target(name)
        for seed in chosen.seeds():  # imports what is imported when it is needed
            chosen.run(seed)
    # by its first word Atheris starts itself anew, through a shell, when it compares inputs
    again = shlex.join([sys.executable, "-m", "tests.fuzz.one", name, findings])
    atheris.Setup([again, *options], watched(chosen, Path(findings)))
    atheris.Fuzz()


def watched(chosen: Target, findings: Path) -> Callable[[bytes], None]:
    """The target, with what fails written down instead of ending the run."""
    known: set[str] = set()
    tried = 0

    def run(data: bytes) -> None:
        nonlocal tried
        tried += 1
        watch(data)
        if tried % _STRETCHED == 0 and data:  # what grows too fast shows in long inputs only
            part = data[len(data) // 3 :]
            watch((data + part * (chosen.longest // len(part)))[: chosen.longest])

    def watch(data: bytes) -> None:
        begun = process_time()
        try:
            chosen.run(data)
            took = process_time() - begun
            if took > chosen.seconds:
                raise TooSlow(f"{took:.1f} s for {len(data)} bytes")
        except Exception as error:
            keep(error, data)

    def keep(error: Exception, data: bytes) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{frame.filename}:{frame.lineno}" for frame in frames[-3:]]
        kind = sha256(f"{type(error).__name__} {places}".encode()).hexdigest()[:12]
        if kind in known:
            return
        known.add(kind)
        (findings / kind).write_bytes(data)
        said = "".join(traceback.format_exception(error))
        (findings / f"{kind}.txt").write_text(said, encoding="utf-8", errors="replace")
        print(f"found {kind}: {type(error).__name__}: {error}"[:300], file=sys.stderr)

    return run


if __name__ == "__main__":
    main()
