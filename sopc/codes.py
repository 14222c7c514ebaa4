"""Every code that a finding can have, gathered from the stages that find something."""

from collections.abc import Mapping

from sopc.catalogue.scalars import NOT_A_NUMBER
from sopc.check.rules import RULES
from sopc.check.waivers import WAIVING
from sopc.diagnostics import ManualPage
from sopc.load.folders import IN_NO_UNIT
from sopc.load.loader import CLOSED, NO_REGISTRY, OTHER_ENDING
from sopc.load.plain_yaml import INVISIBLE, NOT_PLAIN
from sopc.load.syntax import FAULTY
from sopc.load.text import NOT_UTF_8, TOO_LARGE
from sopc.load.validate import MISSING_KEY, OTHER_KIND, SENSELESS, UNKNOWN_KEY
from sopc.load.yaml_reader import EMPTY, GIVEN_TWICE, SECOND_DOCUMENT
from sopc.render.faults import BROKEN, OVER, TOO_TALL, UNUSABLE

_READING = (
    *(FAULTY, TOO_LARGE, NOT_UTF_8, NOT_PLAIN, EMPTY, SECOND_DOCUMENT, GIVEN_TWICE, INVISIBLE),
    *(CLOSED, UNKNOWN_KEY, MISSING_KEY, OTHER_KIND, SENSELESS, NO_REGISTRY, OTHER_ENDING),
    *(NOT_A_NUMBER, IN_NO_UNIT),
)
_FAMILIES = (
    "YML",
    "SKM",
    "NUM",
    "LNK",
    "FLW",
    "MTB",
    "PPL",
    "TXT",
    "FRM",
    "SRC",
    "CHG",
    "CTK",
    "WVR",
)

PAGES: tuple[ManualPage, ...] = tuple(
    sorted(
        (*_READING, *(rule.page for rule in RULES), TOO_TALL, OVER, UNUSABLE, BROKEN, *WAIVING),
        key=lambda page: (_FAMILIES.index(page.code[:3]), page.code),
    )
)
"""The manual: a page for every code, from the text of a file upwards."""

MANUAL: Mapping[str, ManualPage] = {page.code: page for page in PAGES}
"""The same, by code."""
