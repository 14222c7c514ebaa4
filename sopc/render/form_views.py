"""What templates see of the form: its words, finished as far as they can be."""

from dataclasses import dataclass

from sopc.catalogue.form import Form
from sopc.catalogue.form_words import Wording, filled
from sopc.render.views import View


@dataclass(frozen=True, slots=True)
class AnnexWordsView(View):
    """The words beside what is to be ticked in the annex of differences."""

    other: str
    right: str
    change: str


@dataclass(frozen=True, slots=True)
class WordsView(View):
    """The words that templates set around other text.

    ``on_behalf`` is what stands before and after the office that is acted for, ``identity`` the
    line of an official who is not known yet; lists of columns are in the table's order.
    """

    logo: str
    draft: str
    total: str
    on_behalf: tuple[str, str]
    identity: str
    drafter: str
    reviewer: str
    approver: str
    office: str
    initials: str
    stamp: str
    unwritten_list: str
    contents_columns: tuple[str, ...]
    history_columns: tuple[str, ...]
    relations_legend: str
    differences_legend: str
    differences_columns: tuple[str, ...]
    annex: AnnexWordsView

    @classmethod
    def of(cls, words: Wording) -> "WordsView":
        before, _, after = words.on_behalf.partition("{jabatan}")
        return cls(
            logo=words.logo,
            draft=words.draft,
            total=words.total,
            on_behalf=(before, after),
            identity=filled(words.nip, {}).strip(),
            drafter=words.drafter,
            reviewer=words.reviewer,
            approver=words.approver,
            office=words.office,
            initials=words.initials,
            stamp=words.stamp,
            unwritten_list=words.unwritten_list,
            contents_columns=words.contents_columns,
            history_columns=words.history_columns,
            relations_legend=words.relations_legend,
            differences_legend=words.differences_legend,
            differences_columns=words.differences_columns,
            annex=AnnexWordsView(words.annex.other, words.annex.right, words.annex.change),
        )


@dataclass(frozen=True, slots=True)
class FormView(View):
    """The form: its language's code, the sign for what there is none of, and its words."""

    language: str
    nothing: str
    words: WordsView

    @classmethod
    def of(cls, form: Form) -> "FormView":
        return cls(form.language, form.nothing, WordsView.of(form.words))
