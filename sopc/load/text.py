"""A file's bytes → the text they stand for."""

from sopc.diagnostics import Diagnostic, ManualPage, Place
from sopc.language import Phrase
from sopc.limits import KIB, YAML
from sopc.lines import Lines

TOO_LARGE = ManualPage(
    "YML002",
    """A file is of a size that a person can have written.

At most 1 MiB, 30,000 values and 32 levels; an SOP is a few KiB. More would be a mistake, or an
attack on whoever reads it.

Bad::

    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Good::

    nomor: V.26.1.1.3
    nama: Pengelolaan Surat Masuk""",
    binding="What is not read cannot be printed.",
)

NOT_UTF_8 = ManualPage(
    "YML003",
    """A file is UTF-8 text.

Another encoding turns signs such as ± into others.

Bad::

    waktu: \xb1 5 jam        # saved as Windows-1252

Good::

    waktu: ± 5 jam        # saved as UTF-8""",
    binding="Other letters would be printed than were written.",
)


def decoded(raw: bytes, file: str) -> str | Diagnostic:
    """The text, or why there is none."""
    if len(raw) > YAML:
        message = Phrase("file is larger than {size} KiB", size=YAML // KIB)
        hint = Phrase("split it; an SOP is a few KiB")
        return Diagnostic(TOO_LARGE.code, message, Place(file), hint)
    if raw[:4].count(0) in (1, 2, 3):  # letters of two or four bytes, without a mark
        return _in_another_encoding(Place(file))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")  # without the byte order mark
        line, column = Lines.of(before + "?").position(len(before))
        meant = error.object[error.start : error.start + 1].decode("cp1252", "replace")
        return _in_another_encoding(Place(file, line, column), meant)


def _in_another_encoding(place: Place, meant: str = "") -> Diagnostic:
    message = Phrase("file is not UTF-8 text")
    hint = Phrase("save the file with the encoding UTF-8")
    if meant.isprintable() and meant not in ("", "\ufffd", "ÿ", "þ"):
        hint = Phrase(
            "save the file with the encoding UTF-8; in Windows-1252, the sign here is `{sign}`",
            sign=meant,
        )
    return Diagnostic(NOT_UTF_8.code, message, place, hint)
