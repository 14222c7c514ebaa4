"""``python -m tests.fuzz [--seconds N] [--keep] [TARGET…]``: make up inputs for each target.

What is new is left below ``build/fuzz``: inputs that reach new branches, and in ``findings`` those
that broke something, each with how. Ends with 1 when something did. With ``--keep``, the smallest
of the inputs that reach other branches than the kept ones go into the kept corpus.
"""

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from tests.fuzz.subject import NAMES, Target, target

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "fuzz"
_MOST_KEPT = 20_000
"""Bytes of inputs that are kept of a target because of the branches they reach."""
_SLOW, _MIB = 60, 2500
"""Seconds after which an input hangs, and memory beyond which it takes too much."""
_LINE = re.compile(r"^#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+) corp: (\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """What came of some seconds of one target."""

    name: str
    seconds: int
    inputs: int
    branches: int
    findings: tuple[str, ...]

    def __str__(self) -> str:
        found = ", ".join(self.findings) or "none"
        return f"| {self.name} | {self.seconds} | {self.inputs:,} | {self.branches:,} | {found} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    asked = parser.parse_args()
    unknown = set(asked.targets) - set(NAMES)
    if unknown:
        parser.error(f"no target is called {', '.join(sorted(unknown))}; there are {NAMES}")
    print("| target | seconds | inputs | branches | findings |\n|---|---:|---:|---:|---|")
    runs = []
    for name in asked.targets or NAMES:
        runs.append(fuzzed(target(name), asked.seconds))
        print(runs[-1], flush=True)
        if asked.keep:
            keep(target(name))
    sys.exit(any(run.findings for run in runs))


def fuzzed(chosen: Target, seconds: int) -> Run:
    """Run Atheris on a target."""
    work = WORK / chosen.name
    new, findings = work / "inputs", work / "findings"
    for folder in (new, findings, chosen.corpus):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in chosen.seeds():
        (new / sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    before = set(_names(findings))
    said = _atheris(
        chosen,
        f"-max_total_time={seconds}",
        f"-timeout={_SLOW}",
        str(new),
        str(chosen.corpus),
    )
    (work / "log").write_text(said, encoding="utf-8")
    lines = _LINE.findall(said)
    inputs, branches = (int(lines[-1][0]), int(lines[-1][1])) if lines else (0, 0)
    found = sorted(set(_names(findings)) - before)
    if not lines:
        found.append(f"it did not run: {work / 'log'}")
    return Run(chosen.name, seconds, inputs, branches, tuple(found))


def _names(findings: Path) -> Iterator[str]:
    return (path.name for path in findings.iterdir() if path.suffix != ".txt")


def _atheris(chosen: Target, *options: str) -> str:
    """What Atheris says of a run."""
    work = WORK / chosen.name
    words = work / "words"
    lines = ['"{}"'.format("".join(f"\\x{byte:02x}" for byte in w.encode())) for w in chosen.words]
    words.write_text("\n".join(lines) + "\n", encoding="ascii")
    own = [f"-dict={words}", f"-max_len={chosen.longest}", f"-rss_limit_mb={_MIB}"]
    command = [sys.executable, "-m", "tests.fuzz.one", chosen.name, str(work / "findings")]
    artifacts = f"-artifact_prefix={work / 'findings'}/"
    ended = subprocess.run(
        [*command, *own, artifacts, *options], cwd=ROOT, stderr=subprocess.PIPE, check=False
    )
    return ended.stderr.decode("utf-8", "replace")


def keep(chosen: Target) -> None:
    """Add to the kept corpus the smallest inputs that reach what those in it do not."""
    merged = WORK / chosen.name / "merged"
    shutil.rmtree(merged, ignore_errors=True)
    merged.mkdir()
    _atheris(chosen, "-merge=1", str(merged), str(WORK / chosen.name / "inputs"))
    room = _MOST_KEPT - sum(path.stat().st_size for path in chosen.kept())
    for path in sorted(merged.iterdir(), key=lambda each: (each.stat().st_size, each.name)):
        size = path.stat().st_size
        if size > room:
            break
        room -= size
        shutil.copyfile(path, chosen.corpus / path.name[:12])


if __name__ == "__main__":
    main()
