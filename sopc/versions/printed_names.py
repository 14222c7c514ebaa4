"""What is printed for the keys of registries, as changes are told with."""

from sopc.catalogue.names import KnownNames
from sopc.catalogue.references import NameKind
from sopc.compare.told_values import Named

_KINDS = {
    "pelaksana": NameKind.ACTOR,
    "dasar-hukum": NameKind.REGULATION,
    "pejabat": NameKind.OFFICIAL,
}


def named_by(names: KnownNames) -> Named:
    """What some registries say; a key that they do not have stands for itself."""
    return lambda registry, key: names.said.get(_KINDS[registry], {}).get(key, key)
