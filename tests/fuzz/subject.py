"""What a target is: a module of ``tests/fuzz/targets``, by its name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
NAMES = tuple(sorted(p.stem for p in (_HERE / "targets").glob("*.py") if p.stem != "__init__"))


@dataclass(frozen=True)
class Target:
    """One reader or writer: ``run`` raises when something does not hold of what it is given.

    ``seeds`` are inputs to begin with, ``words`` what inputs may be composed of. An input is at
    most ``longest`` bytes and must not take more than ``seconds`` of processor time.
    """

    name: str
    run: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...]
    longest: int
    seconds: float

    @property
    def corpus(self) -> Path:
        """The folder of its kept inputs."""
        return _HERE / "corpus" / self.name

    def kept(self) -> Iterator[Path]:
        """The files of its kept inputs."""
        return iter(sorted(path for path in self.corpus.glob("*") if path.is_file()))


def target(name: str) -> Target:
    """The target of a name."""
    module: Any = import_module(f"tests.fuzz.targets.{name}")
    return Target(
        name,
        module.run,
        module.seeds,
        getattr(module, "WORDS", ()),
        getattr(module, "LONGEST", 4096),
        getattr(module, "SECONDS", 1.0),
    )
