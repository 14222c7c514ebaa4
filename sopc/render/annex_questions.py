"""What the annex asks of the office: the question, what is printed, and what there is to tick."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from sopc.catalogue.form_words import Wording, filled
from sopc.notes.parts import TITLES, Weight, field_of
from sopc.notes.questions import Question, plain
from sopc.render.annex_views import ChoiceView
from sopc.render.annex_words import AnnexWords

_MANY = 4
"""Of more SOPs to choose from, only the numbers are named."""
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
        names = {"nomor": asked.number, "nip": asked.nip, "nrp": asked.nip}
        names |= dict.fromkeys(TITLES, asked.title) | dict.fromkeys(_DATES, asked.date)
        names |= dict.fromkeys(_OFFICIALS, asked.official)
        names |= dict.fromkeys(("kop", "instansi"), asked.name)
        word = field[-1] if field[-1] in {"nip", "nrp", *_OFFICIALS} else field[0]
        return names.get(word, asked.words)

    def printed(self, question: Question, *, every: bool = False) -> Markup:
        """What is printed, unless it is one of the choices, which say so themselves."""
        texts = [
            (text, where)
            for text, where in question.printed
            if every or not any(self._is_in(choice, text) for choice in question.choices)
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
        choices = list(question.choices)
        if note.taken and not any(plain(note.taken) == plain(each) for each in choices):
            choices.insert(0, note.taken)
        many = len(choices) > _MANY
        kept = any(
            self._is_in(choice, text) for choice in choices for text in (*printed, annex.keep)
        )
        if not kept and not note.taken and (printed or not choices):
            yield ChoiceView(escape(annex.keep), "")
        for choice in choices:
            remarks = []
            if any(self._is_in(choice, text) for text in printed):
                remarks.append(annex.is_printed)
            if note.taken and plain(choice) == plain(note.taken):
                remarks.append(annex.is_taken)
            words = choice if many else value(choice)
            if choice.isdecimal() and field_of(note.part)[0] == "langkah":
                words = filled(self._words.step, {"n": choice})
            yield ChoiceView(self._said.text(words), ", ".join(remarks))

    def choices_in_words(self, question: Question) -> Markup:
        """What there was to choose from, in a sentence; nothing where there was nothing."""
        words = "; ".join(map(self._said.names.value, question.choices))
        said = filled(self._words.choices, {"pilihan": words}) if words else ""
        return self._said.text(said)

    def _is_in(self, choice: str, printed: str) -> bool:
        """Whether a choice, by its key or name, is what is printed, or a part of it."""
        named = {plain(choice), plain(self._said.names.value(choice))} - {""}
        return any(each in plain(printed) for each in named)
