"""The printed face has every letter.

What it lacks (emoji, Chinese, Arabic) is printed as an empty box.

Bad::

    - {uraian: "Menerima surat ✉", pelaksana: staf}

Good::

    - {uraian: Menerima surat, pelaksana: staf}
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.check.words.printed import printed
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "TXT003"
SEVERITY = Severity.WARNING
_FACE = """
    0020-007E 00A0-017E 0180 018F 0192-0193 01A0-01A1 01AF-01B0 01C2 01CD-01DC 01E2-01E3 01E6-01E7
    01EA-01EB 01F4-01F5 01F8-01F9 01FC-01FD 0218-021B 0237 0243 0250-025C 025E-0268 026A 026C-0276
    0278-027B 027D-027E 0280-0284 0288-0292 0294-0295 0298-0299 029C-029D 029F 02A1-02A2 02B0
    02B2-02B3 02B7-02B9 02BB-02BC 02BE-02BF 02C1 02C6-02CC 02D0-02D1 02D8-02DE 02E0-02E3 0300-030C
    030F 0311-0313 0318-0320 0323-032A 032C 032E-0331 0334 0339-033D 0342 0345 0361 0374-0375 037A
    037E 0384-038A 038C 038E-03A1 03A3-03CE 03D0-03D1 03D5 03D7 03D9 03DB 03DD 03E1 0400-045F
    0462-0463 0472-0475 0490-0493 0496-049B 04A0-04A3 04AA-04AB 04AE-04B3 04B6-04B7 04BA-04BB
    04C0-04C2 04CF-04D1 04D4-04D9 04E2-04E3 04E6-04E9 04EE-04EF 04F2-04F3 1D43 1D47-1D49 1D4D
    1D4F-1D50 1D52 1D56-1D58 1D5B 1D9C 1DA0 1DBB 1E06-1E07 1E0C-1E0F 1E16-1E17 1E20-1E21 1E24-1E25
    1E2A-1E2B 1E32-1E3B 1E3E-1E49 1E52-1E53 1E58-1E63 1E6C-1E6F 1E80-1E85 1E8E-1E8F 1E92-1E97 1E9E
    1EA0-1EF9 1F00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4
    1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2007 2012-2016 2018-201A 201C-201E
    2020-2022 2026 202F-2030 2032-2033 2035 2039-203A 203C-203F 2044 2047-2049 2070-2071 2074-2079
    207D-2089 208D-208E 2094 20A1 20A4 20A6-20A7 20A9 20AB-20AC 20AE 20B1-20B2 20B4-20B5 20B8-20BA
    20BD 2113 2116-2117 2120 2122 2126 212E 2150-215E 2189 2190-2193 2202 2206 220F 2211-2212 2215
    2219-221A 221E 222B 2248 2260 2264-2265 231C-231F 25A0 25B2-25B3 25B6-25B7 25BC-25BD 25C0-25C1
    25C6 25C9-25CA 25CC 2610-2611 266A 2713 2752 27E6-27E7 2E22-2E25 2E3A-2E3B FB00-FB04 FEFF
    1F16A-1F16B
"""
"""What Source Sans Pro has, upright and bold, as hexadecimal ranges of Unicode. Reading the font
itself would take longer than all rules together."""


def _letters(ranges: str) -> frozenset[str]:
    ends = (part.split("-") for part in ranges.split())
    return frozenset(
        chr(code)
        for first, *last in ends
        for code in range(int(first, 16), int((last or [first])[0], 16) + 1)
    )


LETTERS = _letters(_FACE)
_KNOWN = LETTERS | {"\n"}


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the letters of each printed text that the face lacks."""
    for found in printed(context):
        if found.text.isascii():
            continue
        for letter in dict.fromkeys(found.text):
            if letter not in _KNOWN:
                message = Phrase(
                    "the printed face has no `{letter}` ({code})",
                    letter=letter,
                    code=f"U+{ord(letter):04X}",
                )
                hint = Phrase("use a letter or word that can be printed")
                yield Diagnostic(CODE, message, found.place(context), hint, SEVERITY)
