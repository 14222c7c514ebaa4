"""Paper sizes and margins, in millimetres; print.css and the page numbers both go by them."""

from dataclasses import dataclass

from sopc.catalogue.form import SHEETS, Form

PORTRAIT_LEFT, PORTRAIT_RIGHT = 20.0, 17.0
CHART_SIDE = 12.0
CHART_TOP = 13.0
"""The upper margin of flowchart pages, which holds the chart's title."""
BOTTOM = 16.0
DISPLAY_MARGIN = 25.0
"""The margin of covers and of pages that open a unit."""
FOOT_BASELINE = 10.05
"""Height of the page number's baseline above the paper's lower edge: that of print.css's footer."""

CODE_SIZE, CODE_FOOT = 12.0, 3.3
"""The side of the QR code in the foot of an SOP's pages, and its height above the lower edge."""
FOOT_LINES = (FOOT_BASELINE - 3.1, FOOT_BASELINE - 5.8)
"""The heights of the baselines of the lines that a form adds below the page number."""

_FIELDS_LEAST, _FIELDS_STAMPED = 84.0, 105.0
"""What the identity rows need beside the agency: an official's NIP is not broken, and there is room
for a stamp beside the signature."""
_AGENCY_LEAST = 40.0
_AGENCY_SHARE, _AGENCY_SHARE_ACROSS = 0.4, 0.5
"""How much of the head's width the agency has where there is room."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, upright. Flowchart pages lie across; identity pages do where the form has it.

    ``stamped`` says that identity pages have room for a stamp.
    """

    width: float
    height: float
    identity_across: bool
    stamped: bool = False

    @property
    def chart_width(self) -> float:
        """The width of the flowchart table."""
        return self.height - 2 * CHART_SIDE

    @property
    def portrait_width(self) -> float:
        """The width of what stands on an upright page."""
        return self.width - PORTRAIT_LEFT - PORTRAIT_RIGHT

    @property
    def display_width(self) -> float:
        """The width of what stands on a cover."""
        return self.width - 2 * DISPLAY_MARGIN

    @property
    def display_height(self) -> float:
        """The height of what stands on a cover."""
        return self.height - 2 * DISPLAY_MARGIN

    @property
    def fill(self) -> float:
        """How high it is beside F4, for which covers are set."""
        return self.height / SHEETS["F4"].height

    @property
    def agency_share(self) -> float:
        """How much of the identity page's head the agency has, in percent."""
        room = self.chart_width if self.identity_across else self.portrait_width
        share = _AGENCY_SHARE_ACROSS if self.identity_across else _AGENCY_SHARE
        needed = _FIELDS_STAMPED if self.stamped else _FIELDS_LEAST
        agency = min(share * room, max(_AGENCY_LEAST, room - needed))
        return round(100 * agency / room, 2)

    @property
    def portrait_left(self) -> float:
        return PORTRAIT_LEFT

    @property
    def portrait_right(self) -> float:
        return PORTRAIT_RIGHT

    @property
    def bottom(self) -> float:
        return BOTTOM

    @property
    def display_margin(self) -> float:
        return DISPLAY_MARGIN

    @property
    def chart_side(self) -> float:
        return CHART_SIDE


def paper_of(form: Form) -> Paper:
    """The paper that a form is printed on."""
    across = form.identity.direction == "mendatar"
    stamped = form.signature.stamp and "identitas" in form.signature.places
    return Paper(form.sheet.width, form.sheet.height, across, stamped)
