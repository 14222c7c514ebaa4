"""What the annex asks of the office: the question, what is printed, and what there is to tick."""

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from sopc.catalogue.form_words import Wording, filled
from sopc.notes.names import plain
from sopc.notes.parts import TITLES, Weight, field_of
from sopc.notes.questions import Question
from sopc.render.annex_views import ChoiceView
from sopc.render.annex_words import AnnexWords, is_symbol

_MANY = 4
"""Of more SOPs to choose from, only the numbers are named."""
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATES = {"dibuat", "direvisi", "disahkan", "efektif"}
_OFFICIALS = {"pengesah", "disahkan_oleh", "jabatan", "pangkat"}


class Asked:
    """Questions in the form's words."""

    def __init__(self, words: Wording, said: AnnexWords) -> None:
        self._words, self._annex, self._said = words, words.annex, said

    def question(self, question: Question) -> str:
        """The question in words, by what is in doubt."""
        asked, field = self._annex.questions, field_of(question.note.part)
        if field[0] == "unit":
            return {"nomor": asked.number, "pengesah": asked.official}.get(field[-1], asked.name)
        if question.weight is Weight.CITATIONS:
            return asked.related if field[0] == "keterkaitan" else asked.regulation
        if question.weight is Weight.FLOW:
            if field[-1] == "pelaksana":
                return asked.lane if len(field) == 1 else asked.actor
            return asked.flow
        if field == ("identitas",):
            return asked.page
        if self._is_year(question):
            return asked.year
        names = {"nomor": asked.number, "nip": asked.nip, "nrp": asked.nip}
        names |= dict.fromkeys(TITLES, asked.title) | dict.fromkeys(_DATES, asked.date)
        names |= dict.fromkeys(_OFFICIALS, asked.official)
        names |= dict.fromkeys(("kop", "instansi"), asked.name)
        names["subjudul"] = asked.name
        word = field[-1] if field[-1] in {"nip", "nrp", *_OFFICIALS} else field[0]
        return names.get(word, asked.words)

    @staticmethod
    def _is_year(question: Question) -> bool:
        """Whether the choices are the same but for the year in them."""
        rest = {plain(_YEAR.sub("", choice)) for choice in question.choices}
        return len(question.choices) > 1 and len(rest) == 1

    def printed(self, question: Question, *, every: bool = False) -> Markup:
        """What is printed, unless it is one of the choices, which say so themselves, or a symbol of
        the chart, which the reason describes."""
        texts = [
            (text, where)
            for text, where in question.printed
            if every or not (is_symbol(text) or self._printed_choice(question, question.choices))
        ]
        if len(texts) == 1:
            return self._said.text(texts[0][0].rstrip(". "))
        return Markup("; ").join(
            Markup("{} ({})").format(
                self._said.text(text),
                self._said.sops([entry for place in where for entry in place.entries]),
            )
            for text, where in texts
        )

    def choices(self, question: Question) -> Iterator[ChoiceView]:
        """The choices that are given, or what there is to choose in any case."""
        annex, note, value = self._annex, question.note, self._said.names.value
        printed = [text for text, _ in question.printed]
        taken = note.taken or ""
        choices = list(question.choices)
        if taken and not any(self._same(taken, each) for each in choices):
            choices.insert(0, taken)
        many = len(choices) > _MANY
        is_printed = self._printed_choice(question, choices)
        kept = is_printed is not None or any(map(self._keeps, choices))
        if not kept and not taken and (printed or not choices):
            yield ChoiceView(escape(annex.keep), "")
        for choice in choices:
            remarks = []
            if choice == is_printed:
                remarks.append(annex.is_printed)
            if taken and self._same(choice, taken):
                remarks.append(annex.is_taken)
            # of a number, which SOP has it is no answer
            as_is = many or field_of(note.part)[-1] == "nomor"
            words = choice if as_is else value(choice)
            if choice.isdecimal() and field_of(note.part)[0] == "langkah":
                words = filled(self._words.step, {"n": choice})
            yield ChoiceView(self._said.text(words), ", ".join(remarks))

    def choices_in_words(self, question: Question) -> Markup:
        """What there was to choose from, in a sentence; nothing where there was nothing."""
        words = "; ".join(map(self._said.names.value, question.choices))
        said = filled(self._words.choices, {"pilihan": words}) if words else ""
        return self._said.text(said)

    def _same(self, one: str, other: str) -> bool:
        """Whether two texts are the same, by keys or names."""
        return plain(one) == plain(other) or self._said.names.same(one, other)

    def _printed_choice(self, question: Question, choices: Sequence[str]) -> str | None:
        """The choice that is printed, or the longest whose words are. Who does a step is none of
        those that a sentence names."""
        whole = field_of(question.note.part)[-1] == "pelaksana"
        texts = [text for text, _ in question.printed]
        found = [
            choice
            for choice in choices
            if any(
                self._same(choice, text) or (not whole and self._has(text, choice))
                for text in texts
            )
        ]
        return max(found, key=len, default=None)

    def _has(self, printed: str, choice: str) -> bool:
        """Whether the words of a choice, by its key or name, are printed one after the other."""
        printed = _words(printed)
        return any(_words(each) in printed for each in (choice, self._said.names.value(choice)))

    def _keeps(self, choice: str) -> bool:
        """Whether a choice says, by the first word of the form's or by all that follow, that all
        is left as it is."""
        first, *rest = self._annex.keep.casefold().split()
        words = choice.casefold().split()
        return words[:1] == [first] or (bool(rest) and words[-len(rest) :] == rest)


def _words(text: str) -> str:
    return f" {' '.join(re.findall(_WORD, text.casefold()))} "
