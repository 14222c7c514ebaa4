"""Jobs: all that a shard depends on, as plain data, so that any process can do them."""

from dataclasses import dataclass
from typing import TypeAlias

from sopc.catalogue.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class SopJob:
    """Render an SOP; ``part`` is its excerpt of the catalogue."""

    part: Catalogue


@dataclass(frozen=True, slots=True)
class PageJob:
    """Render pages whose HTML is ready: covers, contents, annexes."""

    html: str


Job: TypeAlias = SopJob | PageJob
