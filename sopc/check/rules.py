"""All rules, in the order of their codes, and the check that runs them."""

from sopc.check.change import (
    forgotten,
    registry,
    retired,
    reused,
    revision_date,
    suspect,
    tombstone,
    uncompared,
)
from sopc.check.flow import (
    empty_lane,
    end,
    hidden_choice,
    lane,
    other_actor,
    start,
    target,
    unreachable,
)
from sopc.check.links import (
    actor,
    logo,
    loose_title,
    not_in_force,
    official,
    regulation,
    related,
    self_citing,
    superseded,
    unused,
)
from sopc.check.numbers import file_name, output_name, place, same_folder, sequence, unique
from sopc.check.people import dates, nip
from sopc.check.rule import Context, Rule
from sopc.check.source import notes
from sopc.check.standard import missing
from sopc.check.waivers import settled
from sopc.diagnostics import Diagnostic, in_file_order

CHANGES: tuple[Rule, ...] = tuple(
    Rule.of(module)
    for module in (
        revision_date,
        tombstone,
        retired,
        reused,
        suspect,
        forgotten,
        registry,
        uncompared,
    )
)
"""The rules that compare with an earlier revision; without one they find nothing."""

_STANDING: tuple[Rule, ...] = tuple(
    Rule.of(module)
    for module in (
        unique,
        place,
        file_name,
        sequence,
        output_name,
        same_folder,
        related,
        actor,
        regulation,
        official,
        self_citing,
        not_in_force,
        loose_title,
        unused,
        superseded,
        logo,
        target,
        lane,
        start,
        end,
        unreachable,
        empty_lane,
        hidden_choice,
        other_actor,
        missing,
        nip,
        dates,
        notes,
    )
)

RULES = _STANDING + CHANGES


def check_catalogue(context: Context) -> list[Diagnostic]:
    """Everything the rules find and no waiver lets stand, in file order."""
    severities = {rule.code: rule.severity for rule in RULES}
    ran = RULES if context.earlier else _STANDING
    found = (diagnostic for rule in ran for diagnostic in rule.check(context))
    idle = {rule.code for rule in RULES if rule not in ran}
    return in_file_order(settled(found, context, severities, idle))
