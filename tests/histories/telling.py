"""What is told of changes, in few words."""

from pathlib import Path

from sopc import pipeline
from tests.catalogues import SOP, TODAY

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
ROOMS = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("urat", "uang").replace("staf", "kepala")
ROOMS = ROOMS.replace("pelaksana: [kepala, kepala]", "pelaksana: [kepala]")
"""Another SOP than the first, under the second number: *Menerima Suang*."""
TEA = ROOMS.replace("uang", "eh")
"""Another again, under the same number: *Menerima Seh*."""
DRAFT = "status: draf\n"


def told(root: Path, revision: str = "HEAD") -> list[str]:
    """The findings about changes, each as ``CODE file: message``; raises what the check raises."""
    found = pipeline.check(root, TODAY, since=revision).diagnostics
    return [
        f"{each.code} {Path(each.place.file).name}: {each.message}"
        for each in found
        if each.code.startswith("CHG")
    ]


def codes(root: Path, revision: str = "HEAD") -> list[str]:
    """The codes of the findings about changes."""
    return [each.split()[0] for each in told(root, revision)]
