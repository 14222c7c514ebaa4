"""Take away from this Python what the variable names; see the package's docstring."""

import importlib
import os
import sys

_PANGO = ("pango", "gobject", "harfbuzz", "fontconfig")


def _refusing_libraries() -> None:
    """No library that lays out text is found, by any of the names that it has."""
    import ctypes
    import ctypes.util

    import cffi

    def absent(name: object) -> bool:
        return any(part in str(name).rpartition("/")[2] for part in _PANGO)

    opened, found, loaded = cffi.FFI.dlopen, ctypes.util.find_library, ctypes.CDLL.__init__

    def dlopen(self: cffi.FFI, name: str, flags: int = 0) -> object:
        if absent(name):
            raise OSError(f"cannot load library '{name}': no such file")
        return opened(self, name, flags)

    def load(self: ctypes.CDLL, name: str | None, *args: object, **kwargs: object) -> None:
        if name is not None and absent(name):
            raise OSError(f"{name}: no such file")
        loaded(self, name, *args, **kwargs)  # type: ignore[arg-type]  # whatever it was called with

    cffi.FFI.dlopen = dlopen
    ctypes.util.find_library = lambda name: None if absent(name) else found(name)
    ctypes.CDLL.__init__ = load  # type: ignore[method-assign]


def _take_away(thing: str) -> None:
    owner, _, name = thing.rpartition(".")
    if thing == "pango":
        _refusing_libraries()
    elif owner:
        module = importlib.import_module(owner)
        if hasattr(module, name):
            delattr(module, name)
    elif thing not in ("git", "dot"):  # those are not in PATH
        sys.modules[thing] = None  # type: ignore[assignment]  # so it cannot be imported


for _thing in os.environ.get("SOPC_TESTS_ABSENT", "").split():
    _take_away(_thing)
