"""How sentences speak of actors."""

import re

from sopc.catalogue.registry import Actor

_TITLES = {"kasubbag", "kasubag", "sekretaris", "staf", "kadis", "bendahara", "kabid", "kasi"}


def full_names(actor: Actor) -> frozenset[str]:
    """An actor's name and its other spellings, as ``plain_words``."""
    return frozenset(plain_words(name) for name in (actor.name, *actor.aliases)) - {""}


def titles(actor: Actor) -> frozenset[str]:
    """The first words of these names that are said alone, too."""
    return frozenset(name.split()[0] for name in full_names(actor)) & _TITLES


def plain_words(text: str) -> str:
    """A text in small letters, without signs but those within names of offices."""
    return " ".join(re.sub(r"[^\w/&]+", " ", text.lower()).split())
