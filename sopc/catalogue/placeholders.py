"""Places for values in a form's words."""

import re
from typing import Final

from pydantic import AfterValidator

from sopc.catalogue.base import Refusal
from sopc.language import Phrase

PLACE: Final = re.compile(r"\{([a-z_]+)\}")
OPTION: Final = re.compile(r"\[([^\[\]]*)\]")


def pattern(*places: str) -> AfterValidator:
    """What refuses a word that has other places than these, or brackets that are none."""
    known = ", ".join(f"{{{place}}}" for place in places)

    def check(value: str) -> str:
        rest = OPTION.sub("", PLACE.sub("", value))
        if set(PLACE.findall(value)) - set(places) or set("{}[]") & set(rest):
            raise Refusal(Phrase("placeholders are {known}", known=known))
        return value

    return AfterValidator(check)
