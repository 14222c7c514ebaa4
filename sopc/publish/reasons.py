"""Why SOPs were rendered again: what differs from what their pages were last made from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sopc.language import Phrase
from sopc.publish.record import Record


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an SOP was rendered: by name, what changed, came or went since the last build.

    Nothing changed when its pages were lost from the store; ``is_new`` when there were none.
    """

    name: str
    changed: tuple[str, ...]
    is_new: bool

    @property
    def phrase(self) -> Phrase:
        """The reason in words."""
        if self.is_new:
            return Phrase("it was not built before")
        if not self.changed:
            return Phrase("its pages were no longer in the store")
        return Phrase("changed: {things}", things=", ".join(self.changed))


def reasons(
    rendered: Iterable[str],
    components: Mapping[str, Mapping[str, str]],
    common: Mapping[str, str],
    last: Record,
) -> Iterator[Reason]:
    """The reason for each SOP that was rendered, by the digests of what it depends on."""
    for name in rendered:
        before = last.components.get(name)
        if before is None:
            yield Reason(name, (), is_new=True)
            continue
        old, new = {**last.common, **before}, {**common, **components[name]}
        differing = (key for key in {**old, **new} if old.get(key) != new.get(key))
        yield Reason(name, tuple(differing), is_new=False)
