"""All rules, in the order of their codes, and the check that runs them."""

from collections.abc import Iterator

from sopc.check.flow import end, lane, start, target
from sopc.check.links import actor, official, regulation, related
from sopc.check.numbers import file_name, place, sequence, unique
from sopc.check.rule import Context, Rule
from sopc.check.source import notes
from sopc.diagnostics import Diagnostic, in_file_order

RULES: tuple[Rule, ...] = tuple(
    Rule.of(module)
    for module in (
        unique,
        place,
        file_name,
        sequence,
        related,
        actor,
        regulation,
        official,
        target,
        lane,
        start,
        end,
        notes,
    )
)


def check_catalogue(context: Context) -> list[Diagnostic]:
    """Everything the rules find, in file order."""
    return in_file_order(_found(context))


def _found(context: Context) -> Iterator[Diagnostic]:
    for rule in RULES:
        yield from rule.check(context)
