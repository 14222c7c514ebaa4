"""Every stage has a property that holds of generated input: here is which.

A package, or a module beside them, that is in no row fails this test: so does a row whose test is
gone, or tries no generated input.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test

import sopc
from tests.fuzz.subject import NAMES

_COMPOSED = "fuzz.test_composed:*"
"""Tries all targets of ``tests/fuzz``, each named after a colon more."""

STAGES: Mapping[str, tuple[str, ...]] = {
    "assemble": (
        "assemble.test_packed:test_a_shard_comes_back_as_it_was",
        "assemble.test_packed:test_what_was_cut_off_is_noticed",
    ),
    "catalogue": (
        "catalogue.test_models:test_what_is_right_by_the_schema_is_read_as_it_was_written",
        "catalogue.test_models:test_what_is_wrong_is_told_where_it_stands",
        f"{_COMPOSED}:number",
        f"{_COMPOSED}:duration",
    ),
    "check": (
        "check.test_same_findings:test_findings_are_the_same_each_time_in_file_order_and_once_each",
        "check.test_same_findings:test_files_may_be_read_in_any_order",
        "check.test_same_findings:test_a_comment_or_an_empty_line_changes_only_lines",
        "check.test_same_findings:test_the_order_of_keys_changes_no_finding",
    ),
    "changes": ("edit.test_surgery:test_an_edit_changes_what_it_means_and_nothing_else",),
    "cli": ("cli.test_any_words:test_every_command_ends_as_documented",),
    "codes": ("report.test_any_findings:test_every_report_is_whole",),
    "compare": ("compare.test_differences:*",),
    "diagnostics": ("report.test_any_findings:test_every_report_is_whole",),
    "disk": (f"{_COMPOSED}:certificates",),
    "due": (
        "due.test_same_as_check:test_what_is_due_already_is_what_check_tells_each_once_per_cause",
        "due.test_calendar:test_whatever_an_sop_and_its_unit_are_called",
    ),
    "edit": (
        "edit.test_surgery:test_an_edit_changes_what_it_means_and_nothing_else",
        "edit.test_text_edits:test_a_word_is_written_so_that_it_means_itself",
    ),
    "editors": ("test_editors:test_any_settings_are_kept",),
    "folder": ("test_any_names:test_a_name_leads_below_its_folder_or_nowhere",),
    "format": ("format.test_any_layout:*",),
    "known": ("test_known:test_what_was_found_is_known_in_other_lines_and_all_else_is_new",),
    "language": ("test_phrases:test_a_field_is_said_as_it_is_whatever_signs_are_in_it",),
    "layout": ("layout.test_drawing:*",),
    "entered_folder": (f"{_COMPOSED}:signed_pdf",),
    "limits": (f"{_COMPOSED}:loader",),
    "lines": ("test_lines:test_every_character_is_found_where_its_position_says",),
    "load": (
        "load.test_yaml_reader:test_what_pyyaml_writes_reads_back_equal",
        "load.test_spans:test_whatever_is_typed_is_found_again_by_its_place",
        f"{_COMPOSED}:yaml_reader",
        f"{_COMPOSED}:loader",
        f"{_COMPOSED}:git_answers",
    ),
    "lsp": (
        "lsp.test_cursor:test_any_text_is_read",
        "lsp.test_positions:test_every_character_is_found_again",
    ),
    "markup": (f"{_COMPOSED}:markup", "markup.test_words:*"),
    "mends": ("edit.test_surgery:test_an_edit_changes_what_it_means_and_nothing_else",),
    "notes": (f"{_COMPOSED}:loader",),
    "paragraphs": ("test_paragraphs:test_any_page_stays_as_it_is_in_its_own_language",),
    "pictures": (f"{_COMPOSED}:picture",),
    "pipeline": (f"{_COMPOSED}:loader",),
    "programs": (f"{_COMPOSED}:git_answers",),
    "publish": (f"{_COMPOSED}:records", f"{_COMPOSED}:tables"),
    "reader": (f"{_COMPOSED}:loader",),
    "refusals": ("test_refusals:test_some_reason_is_always_said",),
    "render": (
        f"{_COMPOSED}:drawing",
        f"{_COMPOSED}:template",
        f"{_COMPOSED}:printed_code",
        "render.test_marked:*",
        "render.test_text_lines:*",
    ),
    "report": ("report.test_any_findings:test_every_report_is_whole", f"{_COMPOSED}:excerpt"),
    "safe": ("test_safe:test_a_line_is_one_steers_nothing_and_orders_nothing",),
    "rewrite": (
        "rewrite.test_keys:test_a_key_has_another_name_and_nothing_else_is_another",
        "rewrite.test_steps:test_every_arrow_and_every_comment_keeps_its_step",
        "rewrite.test_renumbering:test_numbers_follow_and_all_else_stays",
        "rewrite.test_renumbering:test_with_shift_each_number_is_had_and_none_twice",
    ),
    "serve": ("serve.test_same_as_check:test_what_is_found_after_any_edits_is_what_check_finds",),
    "sign": (f"{_COMPOSED}:signed_pdf", f"{_COMPOSED}:certificates", f"{_COMPOSED}:printed_code"),
    "slips": ("test_slips:test_what_is_meant_is_known_and_has_the_same_digits",),
    "start": (
        "start.test_catalogue:test_any_words_are_read_as_they_were_given",
        "start.test_catalogue:test_any_words_give_a_key_that_is_free",
        "start.test_sop:test_any_title_is_read_as_it_was_given",
    ),
    "suggest": ("test_phrases:test_a_hint_names_what_is_known_and_nothing_else",),
    "transaction": (
        "transaction.test_journal:test_a_journal_is_believed_as_it_was_written_and_only_of_what_it_may_be_about",
        "transaction.test_journal:test_no_name_leads_out_of_the_folder_or_to_what_is_hidden",
    ),
    "versions": (
        "versions.test_charts:test_what_is_not_marked_is_in_both_and_what_is_marked_is_not",
    ),
}


def test_every_stage_is_in_the_table() -> None:
    package = Path(sopc.__file__).parent
    modules = {path.stem for path in package.glob("*.py") if not path.stem.startswith("__")}
    packages = {path.parent.name for path in package.glob("*/__init__.py")}
    assert STAGES.keys() == modules | packages


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_s_properties_are_tried_with_generated_input(stage: str) -> None:
    for name in STAGES[stage]:
        module, test, *targets = name.split(":")
        found = vars(import_module(f"tests.{module}"))
        tests = [found[test]] if test != "*" else [*found.values()]
        assert any(is_hypothesis_test(each) for each in tests), name
        assert set(targets) <= set(NAMES), name


def test_every_target_is_a_stage_s() -> None:
    named = {name.split(":")[2] for row in STAGES.values() for name in row if _COMPOSED in name}
    assert named == set(NAMES)
