"""What came of a task that somebody else did."""

from concurrent.futures import Future
from typing import TypeVar

from sopc.language import Phrase
from sopc.publish.limits import Ended
from sopc.render.faults import Fault, FaultKind

T = TypeVar("T")


def outcome(future: Future[T | Fault]) -> T | Fault:
    """The result, or why there is none. Raises what ends the run: SopcError, BrokenExecutor."""
    try:
        return future.result()
    except Ended as ended:
        return Fault(FaultKind.LIMIT, ended.reason)
    except MemoryError:  # on a cluster, or in this process
        return Fault(FaultKind.LIMIT, Phrase("there is not enough memory"))
