"""Commands whose help and usage errors are in the user's language.

What click itself says goes through Python's ``gettext``, in the domain that is current and the
language that the environment names: while words of the command line are read, and where an error is
shown, both are ours. What the commands say of themselves is translated here.
"""

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from inspect import cleandoc
from typing import Any

import click

from sopc.language import LANGUAGES, LOCALE, Translate, language_of, translator, translator_of
from sopc.safe import safe_line

LANG = "sopc.lang"
"""Where a context keeps the language that was asked for."""

_HELP = "Show this page and exit."


def asked_for(words: Sequence[str]) -> str | None:
    """The language that words of a command line ask for, wherever ``--lang`` stands; the last."""
    asked = None
    for word, following in zip(words, (*words[1:], ""), strict=False):
        if word == "--":
            break
        option, _, value = word.partition("=")
        value = value or following
        if option == "--lang" and value in LANGUAGES:
            asked = value
    return asked


def language_in(context: click.Context | None) -> str:
    """The language of a command: the one that was asked for, or else that of the environment."""
    chosen = context.meta.get(LANG) if context else None
    return chosen or language_here()


def language_here() -> str:
    """The language of the environment, or else of Windows, which sets none of its variables."""
    if os.name != "nt":
        return language_of(os.environ)
    import locale

    return language_of(os.environ, locale.getlocale()[0])


@contextmanager
def click_speaks(language: str) -> Iterator[None]:
    """Within, click's own words are in a language."""
    domain, chosen = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("click", LOCALE)
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        del os.environ["LANGUAGE"]
        if chosen is not None:
            os.environ["LANGUAGE"] = chosen


def show(error: click.ClickException, language: str) -> None:
    """Show an error of usage in a language."""
    vars(error)["message"] = safe_line(translator(language)(error.message))
    with click_speaks(language):
        error.show()


class Command(click.Command):
    """A command with examples, what its exit status says, and where to read more.

    An example is a command line, and what it is for; a status its number, and when it is given.
    """

    def __init__(
        self,
        *args: Any,
        examples: Sequence[tuple[str, str]] = (),
        statuses: Sequence[tuple[int, str]] = (),
        more: str = "",
        **known: Any,
    ) -> None:
        super().__init__(*args, **known)
        self.examples = examples
        self.statuses = statuses
        self.more = more
        self._said: dict[str, list[click.Parameter]] = {}

    def texts(self, context: click.Context) -> Iterator[str]:
        """All that has to be translated: paragraphs, headings, and the words for values."""
        yield from _paragraphs(self.help or "")
        for each in super().get_params(context):
            yield from filter(None, [_help_of(each), _word_for(each, context)])
        yield from ("Examples", "Exit status", self.options_metavar or "", self.more, _HELP)
        yield from (text for _, text in self.examples)
        yield from (text for _, text in self.statuses)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command line; what is said of them is in the user's language."""
        asked = asked_for(args)
        if asked is not None:
            ctx.meta[LANG] = asked
        with click_speaks(language_in(ctx)):
            return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters, as they are called in the user's language; for click the same ones each
        time it asks."""
        language = language_in(ctx)
        if language not in self._said:
            say = translator_of("help", language)
            self._said[language] = [_said(each, ctx, say) for each in super().get_params(ctx)]
        return self._said[language]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        say = translator_of("help", language_in(ctx))
        return [say(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = translator_of("help", language_in(ctx))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(map(say, _paragraphs(self.help or ""))))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = translator_of("help", language_in(ctx))
        if self.examples:
            with formatter.section(say("Examples")):
                for line, meaning in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")
                    with formatter.indentation(), formatter.indentation():
                        formatter.write_text(say(meaning))
        if self.statuses:
            with formatter.section(say("Exit status")):
                formatter.write_dl([(str(number), say(text)) for number, text in self.statuses])
        if self.more:
            formatter.write_paragraph()
            formatter.write_text(say(self.more))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each on one line."""
    return [" ".join(each.split()) for each in cleandoc(text).split("\n\n") if each.strip()]


def _help_of(parameter: click.Parameter) -> str:
    """What an option says of itself; click makes the help option's own."""
    if isinstance(parameter, click.Option) and "--help" in parameter.opts:
        return _HELP
    text = getattr(parameter, "help", None)
    return " ".join(text.split()) if text else ""


def _word_for(parameter: click.Parameter, context: click.Context) -> str:
    """How a parameter's value is called, such as FILE; nothing for a flag, or for a choice without
    a name, whose words are what one has to write."""
    named = parameter.metavar
    if named is None and isinstance(parameter.type, click.Choice):
        return ""
    if getattr(parameter, "is_flag", False):
        return ""
    if isinstance(parameter, click.Argument):
        return (named or parameter.name or "").upper().strip("[].")
    return named or parameter.make_metavar(context)


def _said(parameter: click.Parameter, context: click.Context, say: Translate) -> click.Parameter:
    """The same parameter, called and explained in another language."""
    said = copy(parameter)
    word = _word_for(parameter, context)
    if isinstance(said, click.Option):
        said.help = say(_help_of(parameter)) or None
    if word:
        said.metavar = parameter.make_metavar(context).replace(word, say(word))
    return said
