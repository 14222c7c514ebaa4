"""The forms that come with the program, as their files say them: ``sopc/forms``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sopc.load.yaml_reader import read_yaml
from sopc.load.yaml_scalars import YamlValue

_FOLDER = Path(__file__).parent.parent / "forms"


@cache
def shipped_forms() -> Mapping[str, YamlValue]:
    """The data of each form, by its name."""
    found = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        document, _ = read_yaml(path.read_bytes(), path.name)
        if document is not None:
            found[path.stem] = document.value
    return found
