"""``python -m tests.branch_coverage``: what pytest --cov measured, package by package.

Ends with 1 when the tests leave out more than one branch in twenty of any package: a mean over all
would let a well-tested one hide another.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from coverage import Coverage

LEAST = 95.0
"""Per cent of the branches of a package that some test takes."""


def branches_by_package(files: dict[str, dict[str, dict[str, int]]]) -> dict[str, float]:
    """Per cent of branches taken, by package, from the ``files`` of a coverage report in JSON."""
    there, taken = Counter[str](), Counter[str]()
    for name, measured in files.items():
        package = "/".join(Path(name).parts[:-1][:2])
        there[package] += measured["summary"]["num_branches"]
        taken[package] += measured["summary"]["covered_branches"]
    return {package: 100 * taken[package] / count for package, count in there.items() if count}


def main() -> None:
    coverage = Coverage()
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "coverage.json")
        coverage.json_report(outfile=str(report))
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    found = branches_by_package(files)
    for package, share in sorted(found.items()):
        print(f"{package:20} {share:5.1f} % of branches{'' if share >= LEAST else '  TOO FEW'}")
    if not found or min(found.values()) < LEAST:
        sys.exit(1)


if __name__ == "__main__":
    main()
