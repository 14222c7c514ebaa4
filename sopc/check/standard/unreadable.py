"""A time names an amount.

``kondisional`` or ``Sesuai juknis`` can be printed but not measured by, and no total can count
it. A period does say when the work is due, and is left alone: ``Triwulan``, ``Tahunan``, ``Setiap
hari kerja``. For information only, as some work has no fixed time.

Bad::

    waktu: kondisional

Good::

    waktu: 2 hari
"""

import re
from collections.abc import Collection, Iterator, Sequence

from sopc.catalogue.duration import Duration
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase
from sopc.markup.plain import plain
from sopc.suggest import did_you_mean

CODE = "MTB002"
SEVERITY = Severity.INFO


_PERIOD = re.compile(
    r"(?:(?:se)?tiap|per|every|each)\b.*"
    r"|(?:harian|mingguan|bulanan|triwulan(?:an)?|caturwulan|semester(?:an)?|tahunan"
    r"|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?"
    r"|(?:[0-9]+ )?(?:t a|ta|tahun anggaran))(?: [ivx0-9]+)*",
)
"""When work is due: how often, or in which part of the year."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each SOP with its times in which no amount can be read, at the first of them, unless a
    total is printed (MTB003)."""
    for entry in context.catalogue.entries:
        vague = [
            (index, step.duration.words)
            for index, step in enumerate(() if entry.sop.total_time else entry.sop.steps)
            if step.duration is not None and _is_vague(step.duration)
        ]
        if vague:
            words = ", ".join(dict.fromkeys(f"`{words}`" for _, words in vague))
            message = Phrase("no amount of time can be read in {words}", words=words)
            hint = _hint(context, [words for _, words in vague])
            place = context.place(entry, "langkah", vague[0][0], "waktu")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)


def _hint(context: Context, every: Sequence[str]) -> Phrase:
    """Those times with the units that are meant by misspelt ones; or what an amount is."""
    known = context.catalogue.settings.form.times.units
    right = [respelt for words in every if (respelt := _respelt(words, known)) != words]
    if not right:
        return Phrase("write an amount, such as `30 menit` or `2 hari`")
    meant = ", ".join(dict.fromkeys(f"`{words}`" for words in right))
    return Phrase("did you mean {words}?", words=meant)


def _respelt(words: str, known: Collection[str]) -> str:
    """A time in which the word behind each number is the unit that it is close to."""

    def unit(match: re.Match[str]) -> str:
        word = match[2]
        near = "" if word.lower() in known else did_you_mean(word, known)
        return match[1] + (str(near.fields["word"]) if near else word)

    return re.sub(r"([0-9]\s*)([^\W\d_]{2,20})", unit, words)


def _is_vague(time: Duration) -> bool:
    return time.longest is None and not _PERIOD.fullmatch(plain(time.words))
