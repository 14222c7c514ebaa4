"""Who cites a regulation or an SOP, whatever has become of it."""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.lookup import called, meant, names
from sopc.diagnostics import SopcError
from sopc.due.causes import Due, ReviewCause
from sopc.language import Phrase, either

_MOST_OFFERED = 5


def citing(catalogue: Catalogue, name: str) -> list[Due]:
    """The SOPs, written and not revoked, that cite a regulation, by its key, or an SOP, by its
    number; in index order. Raises SopcError, with what may be meant, when nothing is called so."""
    if name in catalogue.regulations:
        return [*_of_regulation(catalogue, name)]
    if any(str(number) == name for number in catalogue.by_number):
        return [*_of_sop(catalogue, name)]
    message = Phrase("there is no regulation and no SOP `{name}`", name=name)
    hint = _meant(catalogue, name)
    raise SopcError(Phrase("{message}; {hint}", message=message, hint=hint) if hint else message)


def _of_regulation(catalogue: Catalogue, key: str) -> Iterator[Due]:
    message = Phrase("cites regulation `{key}`", key=key)
    for entry in catalogue.entries:
        if entry.sop.is_written and key in entry.sop.regulations:
            yield Due(entry, ReviewCause.CITES, message, subject=key)


def _of_sop(catalogue: Catalogue, number: str) -> Iterator[Due]:
    message = Phrase("cites {number}", number=number)
    for entry in catalogue.entries:
        cited = {str(related.number) for related in entry.sop.related if related.number}
        if entry.sop.is_written and number in cited:
            yield Due(entry, ReviewCause.CITES, message, subject=number)


def _meant(catalogue: Catalogue, name: str) -> str:
    """A hint with the regulations in whose keys or titles all the words of a name are, such as
    `Perda 8/2016`, or else with what is spelt nearly so."""
    wanted = _words(name)
    titles = {key: _words(f"{key} {each.title}") for key, each in catalogue.regulations.items()}
    found = [key for key, words in titles.items() if wanted and wanted <= words]
    if 0 < len(found) <= _MOST_OFFERED:
        return Phrase("did you mean {words}?", words=either(f"`{key}`" for key in found))
    sop = called(catalogue, name)
    if sop is not None and sop.sop.number:
        return Phrase("did you mean {words}?", words=f"`{sop.sop.number}`")
    return meant(name, [*catalogue.regulations, *names(catalogue)])


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalnum() else " " for c in text.casefold()).split())
