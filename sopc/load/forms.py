"""The forms that come with the program, as their files say them: ``sopc/forms``."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from sopc.load.yaml_reader import read_yaml
from sopc.load.yaml_scalars import YamlValue
from sopc.reader import read_own

_FOLDER = Path(__file__).parent.parent / "forms"


class _Forms(Mapping[str, YamlValue]):
    """Each form's data by its name; a form is read when it is asked for, and once."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
        self._read: dict[str, YamlValue] = {}

    def __getitem__(self, name: str) -> YamlValue:
        if name not in self._read:
            path = self._files[name]
            document, _ = read_yaml(read_own(path), path.name)
            assert document is not None  # our own files: the tests read them all
            self._read[name] = document.value
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files


@cache
def shipped_forms() -> Mapping[str, YamlValue]:
    """The data of each form, by its name."""
    return _Forms(_FOLDER)
