"""Every code that a finding can have, gathered from the stages that find something."""

from collections.abc import Mapping

from sopc.catalogue.scalars import NOT_A_NUMBER
from sopc.check.recorded import RECORDED_FOR_NOTHING
from sopc.check.rules import CHANGES, OF_SOURCE, RULES
from sopc.check.waivers import WAIVING
from sopc.diagnostics import ManualPage
from sopc.language import Phrase, Translate
from sopc.load.folders import IN_NO_UNIT
from sopc.load.loader import NO_REGISTRY
from sopc.load.plain_yaml import INVISIBLE, NOT_PLAIN
from sopc.load.reading import CLOSED
from sopc.load.sop_files import OTHER_ENDING
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
    "ISI",
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
        (
            *_READING,
            *(rule.page for rule in RULES),
            TOO_TALL,
            OVER,
            UNUSABLE,
            BROKEN,
            *WAIVING,
            RECORDED_FOR_NOTHING,
        ),
        key=lambda page: (_FAMILIES.index(page.code[:3]), page.code),
    )
)
"""The manual: a page for every code, from the text of a file upwards."""

MANUAL: Mapping[str, ManualPage] = {page.code: page for page in PAGES}
"""The same, by code."""

OF_READING = frozenset(page.code for page in _READING)
"""The codes of what keeps a file from being read: no rule has looked at what it says."""

OF_CHANGES = frozenset(rule.code for rule in CHANGES)
"""The codes of rules that compare with an earlier revision, and find nothing without one."""

OF_DOCUMENT = frozenset(rule.code for rule in OF_SOURCE)
"""The codes of rules that look into the source document, and find nothing without it."""

GROUPS: Mapping[str, Phrase] = {
    "berkas": Phrase("files that can be read"),
    "bentuk": Phrase("keys and values of the files"),
    "nomor": Phrase("numbers, and the names and folders of files"),
    "tautan": Phrase("related SOPs, actors, regulations, officials, pictures"),
    "alur": Phrase("flowcharts"),
    "mutu": Phrase("the quality standard of the steps: what they need, their time and output"),
    "isi": Phrase("what an SOP in force has to say"),
    "tanggal": Phrase("dates and reviews"),
    "pejabat": Phrase("officials: who enacts, signs, drafts and reviews"),
    "kata": Phrase("words and letters"),
    "formulir": Phrase("the form, and what it has a place for"),
    "sumber": Phrase("the document that SOPs were transcribed from"),
    "perubahan": Phrase("changes since an earlier revision"),
    "cetak": Phrase("what cannot be laid out"),
    "pengecualian": Phrase("waivers and settings"),
}
"""What an office sets together, by the name that ``pemeriksaan`` has for it."""


def codes_of(name: str) -> tuple[str, ...]:
    """The codes of a group, or the code that is named; none where there is no such thing."""
    if name.upper() in MANUAL:
        return (name.upper(),)
    return tuple(page.code for page in PAGES if page.group == name.lower())


def settable(say: Translate, explain: Translate) -> dict[str, str]:
    """The groups and the codes that ``pemeriksaan`` may set, each with what it is; ``explain``
    translates what pages of the manual say."""
    choosable = [page for page in PAGES if not page.binding]
    groups = {page.group: say(GROUPS[page.group]).capitalize() for page in choosable}
    return groups | {
        page.code: f"{page.group}: {explain(page.heading).rstrip('.')}" for page in choosable
    }
