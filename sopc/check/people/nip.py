"""A NIP says what a NIP says.

Its 18 digits are a birth date, the month of appointment, the sex (1 or 2) and a serial number.
Digits that cannot be those are a slip of the pen.

Bad::

    nip: 19701301 199503 1 001       # there is no 13th month

Good::

    nip: 19701201 199503 1 001
"""

from collections.abc import Iterator
from datetime import date

from sopc.catalogue.organisation import OFFICIALS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Hint, Phrase

CODE = "PPL001"
SEVERITY = Severity.WARNING
_YOUNGEST = 15


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each NIP whose parts cannot be what they stand for."""
    for key, official in context.catalogue.officials.items():
        wrong = _wrong(official.nip) if official.nip else ""
        if wrong:
            place = context.root_place(OFFICIALS_FILE, key, "nip")
            message = Phrase("NIP {nip} cannot be right: {why}", nip=official.nip, why=wrong)
            hint = Phrase("compare it with the decree of appointment")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)


def _wrong(nip: str) -> Hint:
    birth, appointed, sex, serial = nip.split()
    try:
        born = date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        return Phrase("{digits} is no date of birth", digits=birth)
    if not 1 <= int(appointed[4:]) <= 12:
        return Phrase("{digits} is no month of appointment", digits=appointed)
    if int(appointed[:4]) < born.year + _YOUNGEST:
        return Phrase(
            "appointed in {appointed}, born in {born}", appointed=appointed[:4], born=born.year
        )
    if sex not in "12":
        return Phrase("{sex} is neither 1 (male) nor 2 (female)", sex=sex)
    if serial == "000":  # such as a spreadsheet leaves of a number of so many digits
        return Phrase("{digits} is no serial number", digits=serial)
    return ""
