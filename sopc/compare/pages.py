"""What settings print on many SOPs' pages: counted by printing with those of then, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from sopc.catalogue.organisation import Agency, Settings
from sopc.catalogue.printed import printed
from sopc.compare.comparison import CatalogueComparison
from sopc.compare.pairing import Pair
from sopc.diagnostics import KeyPath

FROM_SETTINGS: Final[Mapping[KeyPath, tuple[str, ...]]] = {
    ("formulir",): ("base_form", "drawing"),
    ("paraf",): ("initials",),
    ("penandatangan",): ("signers",),
    ("judul",): ("own_title",),
    ("tahun",): ("year",),
    ("instansi", "alamat"): ("agency",),
}
"""By their keys in katalog.yaml, the settings whose words stand on SOPs' own pages, besides the
agency's name; of ``penandatangan`` the roles, since persons are compared as such."""


def printed_otherwise(compared: CatalogueComparison, way: KeyPath, pairs: Iterable[Pair]) -> int:
    """How many of the SOPs have other words on their pages for no other reason than a setting."""
    then, now = compared.then.settings, compared.now.settings
    fields = FROM_SETTINGS[way]
    before = {name: getattr(then, name) for name in fields}
    if way[0] == "instansi":
        before = {"agency": _with_address_of(then.agency, now.agency)}
    if way == ("penandatangan",) and _named(then) != _named(now):
        return 0
    if before == {name: getattr(now, name) for name in fields}:
        return 0
    as_then = replace(compared.now, settings=now.model_copy(update=before))
    return sum(printed(compared.now, each.now) != printed(as_then, each.now) for each in pairs)


def _named(settings: Settings) -> list[str]:
    return sorted(each.official for each in settings.signers if each.official is not None)


def _with_address_of(then: Agency, now: Agency) -> Agency:
    return now.model_copy(update={"address": then.address})
