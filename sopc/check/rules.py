"""All rules, in the order of their codes, and the check that runs them."""

from collections.abc import Callable, Iterator, Mapping

from sopc.check.change import (
    forgotten,
    given_again,
    heading,
    registry,
    renumbered,
    retired,
    reused,
    revision_date,
    suspect,
    tombstone,
    uncompared,
    unwritten,
)
from sopc.check.change import signer as signed_by
from sopc.check.contents import (
    empty_box,
    equal_items,
    idle_unit,
    no_steps,
    placeholder,
    same_title,
    undated,
)
from sopc.check.flow import (
    counted,
    empty_lane,
    end,
    fragment,
    hidden_choice,
    labels,
    lane,
    long_label,
    many_lanes,
    no_lane,
    one_way,
    other_actor,
    same_code,
    single_step,
    start,
    target,
    unreachable,
)
from sopc.check.form import no_templates, schema_line, unplaced, unprinted, unused_templates
from sopc.check.links import (
    actor,
    cited_twice,
    logo,
    loose_title,
    not_in_force,
    official,
    one_sided,
    picture,
    regulation,
    related,
    same_actor,
    same_regulation,
    self_citing,
    successor,
    superseded,
    unused,
    younger,
)
from sopc.check.numbers import (
    file_name,
    output_name,
    place,
    portable_name,
    reuse,
    same_folder,
    sequence,
    unique,
    unit_order,
)
from sopc.check.people import (
    dates,
    early_revision,
    future,
    nip,
    one_nip,
    out_of_office,
    own_approval,
    part,
    review,
    signer,
)
from sopc.check.rule import Context, Rule
from sopc.check.source import as_printed, kinds, misquoted, not_printed, notes, nowhere
from sopc.check.standard import implausible, missing, too_early, total, unreadable
from sopc.check.waivers import settled
from sopc.check.words import curly, cut_off, letter, term, title, typed_list
from sopc.diagnostics import Diagnostic, ManualPage, in_file_order

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
        renumbered,
        signed_by,
        heading,
        unwritten,
        given_again,
    )
)
"""The rules that compare with an earlier revision; without one they find nothing."""

OF_SOURCE: tuple[Rule, ...] = tuple(Rule.of(module) for module in (misquoted, not_printed))
"""The rules that look into the source document; where it is not at hand they find nothing."""

_STANDING: tuple[Rule, ...] = tuple(
    Rule.of(module)
    for module in (
        unique,
        place,
        file_name,
        sequence,
        output_name,
        portable_name,
        same_folder,
        reuse,
        unit_order,
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
        one_sided,
        same_actor,
        same_regulation,
        successor,
        picture,
        younger,
        cited_twice,
        target,
        lane,
        start,
        end,
        unreachable,
        empty_lane,
        hidden_choice,
        other_actor,
        fragment,
        one_way,
        labels,
        long_label,
        many_lanes,
        same_code,
        counted,
        single_step,
        no_lane,
        missing,
        unreadable,
        total,
        too_early,
        implausible,
        undated,
        no_steps,
        empty_box,
        placeholder,
        equal_items,
        same_title,
        idle_unit,
        nip,
        dates,
        one_nip,
        future,
        review,
        signer,
        part,
        early_revision,
        out_of_office,
        own_approval,
        term,
        title,
        letter,
        cut_off,
        typed_list,
        curly,
        unplaced,
        unprinted,
        unused_templates,
        no_templates,
        schema_line,
        notes,
        kinds,
        nowhere,
        as_printed,
    )
)

RULES = _STANDING + OF_SOURCE + CHANGES


def check_catalogue(
    context: Context,
    manual: Mapping[str, ManualPage],
    before_each: Callable[[], None] = lambda: None,
) -> list[Diagnostic]:
    """Everything the rules find and no waiver lets stand, in file order.

    ``manual`` has the pages of all codes, those of other stages too. ``before_each`` rule and
    finding is called: what it raises ends the check.
    """
    idle = (*(() if context.document else OF_SOURCE), *(() if context.earlier else CHANGES))
    ran = (rule for rule in RULES if rule not in idle)
    found = (diagnostic for rule in ran for diagnostic in _checked(rule, context, before_each))
    return in_file_order(settled(found, context, manual, {rule.code for rule in idle}))


def _checked(rule: Rule, context: Context, before: Callable[[], None]) -> Iterator[Diagnostic]:
    before()
    for found in rule.check(context):
        before()
        yield found
