# ruff: noqa: E501  # rows stand as they do in the document
"""What docs/ci.md says of history and clones: each row names the tests that try it."""

import importlib

from tests.conftest import REPOSITORY

_HEAD = "| what was done | what is found |\n|---|---|\n"
TRIED = {
    "a number is removed, and later given to another SOP, in whatever file or folder, also through "
    "a draft": "test_numbers:test_a_number_is_not_given_again_in_whatever_way",
    "the same, and it comes back as itself: with the name it had, or a step in common": "test_numbers:test_an_sop_may_come_back_as_itself",
    "a retired number is in use again since, by another SOP": "test_numbers:test_a_number_is_not_given_again_in_whatever_way",
    "a number that was only ever a draft's is given to another SOP": "test_numbers:test_what_was_only_ever_a_draft_may_become_anything",
    "a number was removed once, and is nowhere now": "test_numbers:test_a_number_that_was_given_by_mistake_is_free",
    "a number is mistyped and corrected on a branch before that is merged, with a merge or squashed": "test_numbers:test_a_number_that_a_branch_corrected_before_it_was_merged_is_free",
    "the same where main had it in between, or compared with a commit of the branch that has it": "test_numbers:test_a_number_that_was_given_by_mistake_is_free",
    "a branch is behind main, or was rebased; commits were picked from another": "test_places:test_a_branch_that_was_written_anew_is_compared_with_where_it_parted",
    "a merge commit is checked out without a branch, as services do for pull requests": "test_places:test_a_pull_request_is_compared_as_services_check_it_out",
    "the catalogue's folder is renamed or moved (`git mv sops prosedur`), also to or from the root": "test_places:test_a_catalogue_that_was_moved_is_compared_with_where_it_was",
    "the same in two commits: copied, then removed where it was": "test_places:test_a_number_is_known_from_before_a_catalogue_was_copied",
    "another catalogue is begun in the repository": "test_places:test_a_new_catalogue_beside_another_is_new",
    "the first push of a branch (`--since 0000…`)": "test_places:test_the_first_push_of_a_branch_is_compared_with_where_it_began",
    "the first commit of all": "test_places:test_the_first_push_of_all_has_nothing_before_it",
    "the revision has no commit in common with what is checked out": "test_places:test_a_branch_without_a_past_is_compared_as_it_is",
    "katalog.yaml could not be read at the revision": "test_places:test_a_katalog_that_could_not_be_used_is_a_warning",
    "a registry had faults at the revision": "test_places:test_a_registry_that_had_faults_is_a_warning",
    "an SOP could not be read at the revision": "test_places:test_an_sop_that_was_faulty_at_the_revision_is_known_from_before",
    "a clone was cut off before the branch parted (`--depth=1`)": "test_places:test_a_clone_that_was_cut_off_is_not_compared_with_another_state",
    "a clone was cut off before that": "test_places:test_a_clone_that_goes_back_to_where_the_branch_parted_is_compared",
    "a clone lacks the files of the past (`--filter=blob:none`)": "test_places:test_a_clone_without_the_files_of_the_past_says_what_it_lacks",
    "a sparse checkout leaves files out": "test_places:test_what_is_not_checked_out_is_not_gone",
    "a linked worktree, a submodule, a folder of a larger repository, files that are not committed": "test_places:test_other_working_copies_and_repositories_within_others_are_compared",
}


def test_each_row_of_the_table_is_tried() -> None:
    text = (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8")
    rows = text.partition(_HEAD)[2].partition("\n\n")[0].splitlines()
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == [*TRIED]
    for name in TRIED.values():
        module, _, function = name.partition(":")
        assert callable(getattr(importlib.import_module(f"tests.histories.{module}"), function))
