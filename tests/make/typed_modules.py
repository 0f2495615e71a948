"""Lines for the type checker: each module with its protocol.

`UPDATE_SNAPSHOTS=1 pytest tests/test_protocols.py` writes it.
"""

# ruff: noqa
# fmt: off
from __future__ import annotations

from ofsted_lint.checks import CheckKind
from ofsted_lint.cli.commands import Command
from ofsted_lint.output.formats import Format
from ofsted_lint.source.readers import Reader

from ofsted_lint.checks.kinds import abbreviation_ambiguous as checkkind_abbreviation_ambiguous
from ofsted_lint.checks.kinds import abbreviation_case as checkkind_abbreviation_case
from ofsted_lint.checks.kinds import abbreviation_late as checkkind_abbreviation_late
from ofsted_lint.checks.kinds import abbreviation_misnamed as checkkind_abbreviation_misnamed
from ofsted_lint.checks.kinds import abbreviation_repeated as checkkind_abbreviation_repeated
from ofsted_lint.checks.kinds import abbreviation_scrambled as checkkind_abbreviation_scrambled
from ofsted_lint.checks.kinds import abbreviation_undefined as checkkind_abbreviation_undefined
from ofsted_lint.checks.kinds import abbreviation_unlike as checkkind_abbreviation_unlike
from ofsted_lint.checks.kinds import abbreviation_unused as checkkind_abbreviation_unused
from ofsted_lint.checks.kinds import agreement as checkkind_agreement
from ofsted_lint.checks.kinds import assert_ as checkkind_assert
from ofsted_lint.checks.kinds import balance as checkkind_balance
from ofsted_lint.checks.kinds import claimed_grades_count as checkkind_claimed_grades_count
from ofsted_lint.checks.kinds import claimed_grades_earlier as checkkind_claimed_grades_earlier
from ofsted_lint.checks.kinds import claimed_grades_overall as checkkind_claimed_grades_overall
from ofsted_lint.checks.kinds import claimed_grades_partial as checkkind_claimed_grades_partial
from ofsted_lint.checks.kinds import claimed_grades_universal as checkkind_claimed_grades_universal
from ofsted_lint.checks.kinds import claimed_grades_wrong as checkkind_claimed_grades_wrong
from ofsted_lint.checks.kinds import claimed_inspection_dates as checkkind_claimed_inspection_dates
from ofsted_lint.checks.kinds import claimed_last_inspection as checkkind_claimed_last_inspection
from ofsted_lint.checks.kinds import claimed_publication as checkkind_claimed_publication
from ofsted_lint.checks.kinds import claimed_visit_dates as checkkind_claimed_visit_dates
from ofsted_lint.checks.kinds import claimed_visit_focus as checkkind_claimed_visit_focus
from ofsted_lint.checks.kinds import claimed_visit_number as checkkind_claimed_visit_number
from ofsted_lint.checks.kinds import consistency as checkkind_consistency
from ofsted_lint.checks.kinds import council_named as checkkind_council_named
from ofsted_lint.checks.kinds import counted_list as checkkind_counted_list
from ofsted_lint.checks.kinds import echo as checkkind_echo
from ofsted_lint.checks.kinds import existence as checkkind_existence
from ofsted_lint.checks.kinds import expired_suppression as checkkind_expired_suppression
from ofsted_lint.checks.kinds import figures as checkkind_figures
from ofsted_lint.checks.kinds import joined_words as checkkind_joined_words
from ofsted_lint.checks.kinds import length as checkkind_length
from ofsted_lint.checks.kinds import names_claimed as checkkind_names_claimed
from ofsted_lint.checks.kinds import numbering as checkkind_numbering
from ofsted_lint.checks.kinds import occurrence as checkkind_occurrence
from ofsted_lint.checks.kinds import page_numbers as checkkind_page_numbers
from ofsted_lint.checks.kinds import pairs as checkkind_pairs
from ofsted_lint.checks.kinds import parted_word as checkkind_parted_word
from ofsted_lint.checks.kinds import points_counted as checkkind_points_counted
from ofsted_lint.checks.kinds import points_named as checkkind_points_named
from ofsted_lint.checks.kinds import points_omitted as checkkind_points_omitted
from ofsted_lint.checks.kinds import present as checkkind_present
from ofsted_lint.checks.kinds import quotation_altered as checkkind_quotation_altered
from ofsted_lint.checks.kinds import quotation_listed as checkkind_quotation_listed
from ofsted_lint.checks.kinds import quotation_short as checkkind_quotation_short
from ofsted_lint.checks.kinds import quotation_spliced as checkkind_quotation_spliced
from ofsted_lint.checks.kinds import quotation_truncated as checkkind_quotation_truncated
from ofsted_lint.checks.kinds import repetition as checkkind_repetition
from ofsted_lint.checks.kinds import revisited as checkkind_revisited
from ofsted_lint.checks.kinds import sentences as checkkind_sentences
from ofsted_lint.checks.kinds import similar as checkkind_similar
from ofsted_lint.checks.kinds import spaces as checkkind_spaces
from ofsted_lint.checks.kinds import spelling as checkkind_spelling
from ofsted_lint.checks.kinds import spelling_of_names as checkkind_spelling_of_names
from ofsted_lint.checks.kinds import substitution as checkkind_substitution
from ofsted_lint.checks.kinds import unanswered as checkkind_unanswered
from ofsted_lint.checks.kinds import unclear_suppression as checkkind_unclear_suppression
from ofsted_lint.checks.kinds import unexplained_suppression as checkkind_unexplained_suppression
from ofsted_lint.checks.kinds import unmentioned as checkkind_unmentioned
from ofsted_lint.checks.kinds import unused_suppression as checkkind_unused_suppression
from ofsted_lint.source.readers import html as reader_html
from ofsted_lint.source.readers import mail as reader_mail
from ofsted_lint.source.readers import markdown as reader_markdown
from ofsted_lint.source.readers import opendocument as reader_opendocument
from ofsted_lint.source.readers import pdf as reader_pdf
from ofsted_lint.source.readers import text as reader_text
from ofsted_lint.source.readers import word as reader_word
from ofsted_lint.cli.commands import archive as command_archive
from ofsted_lint.cli.commands import cache as command_cache
from ofsted_lint.cli.commands import check as command_check
from ofsted_lint.cli.commands import compare as command_compare
from ofsted_lint.cli.commands import completion as command_completion
from ofsted_lint.cli.commands import eval as command_eval
from ofsted_lint.cli.commands import explain as command_explain
from ofsted_lint.cli.commands import facts as command_facts
from ofsted_lint.cli.commands import init as command_init
from ofsted_lint.cli.commands import outline as command_outline
from ofsted_lint.cli.commands import rules as command_rules
from ofsted_lint.cli.commands import schema as command_schema
from ofsted_lint.cli.commands import server as command_server
from ofsted_lint.cli.commands import suppress as command_suppress
from ofsted_lint.cli.commands import test as command_test
from ofsted_lint.cli.commands import text as command_text
from ofsted_lint.cli.commands import trace as command_trace
from ofsted_lint.output.formats import accuracy as format_accuracy
from ofsted_lint.output.formats import checkstyle as format_checkstyle
from ofsted_lint.output.formats import concise as format_concise
from ofsted_lint.output.formats import console as format_console
from ofsted_lint.output.formats import csv as format_csv
from ofsted_lint.output.formats import docx as format_docx
from ofsted_lint.output.formats import github as format_github
from ofsted_lint.output.formats import gitlab as format_gitlab
from ofsted_lint.output.formats import html as format_html
from ofsted_lint.output.formats import json as format_json
from ofsted_lint.output.formats import junit as format_junit
from ofsted_lint.output.formats import markdown as format_markdown
from ofsted_lint.output.formats import parquet as format_parquet
from ofsted_lint.output.formats import pdf as format_pdf
from ofsted_lint.output.formats import rdjson as format_rdjson
from ofsted_lint.output.formats import sarif as format_sarif

checkkind_abbreviation_ambiguous_typed: CheckKind[checkkind_abbreviation_ambiguous.Params] = checkkind_abbreviation_ambiguous
checkkind_abbreviation_case_typed: CheckKind[checkkind_abbreviation_case.Params] = checkkind_abbreviation_case
checkkind_abbreviation_late_typed: CheckKind[checkkind_abbreviation_late.Params] = checkkind_abbreviation_late
checkkind_abbreviation_misnamed_typed: CheckKind[checkkind_abbreviation_misnamed.Params] = checkkind_abbreviation_misnamed
checkkind_abbreviation_repeated_typed: CheckKind[checkkind_abbreviation_repeated.Params] = checkkind_abbreviation_repeated
checkkind_abbreviation_scrambled_typed: CheckKind[checkkind_abbreviation_scrambled.Params] = checkkind_abbreviation_scrambled
checkkind_abbreviation_undefined_typed: CheckKind[checkkind_abbreviation_undefined.Params] = checkkind_abbreviation_undefined
checkkind_abbreviation_unlike_typed: CheckKind[checkkind_abbreviation_unlike.Params] = checkkind_abbreviation_unlike
checkkind_abbreviation_unused_typed: CheckKind[checkkind_abbreviation_unused.Params] = checkkind_abbreviation_unused
checkkind_agreement_typed: CheckKind[checkkind_agreement.Params] = checkkind_agreement
checkkind_assert_typed: CheckKind[checkkind_assert.Params] = checkkind_assert
checkkind_balance_typed: CheckKind[checkkind_balance.Params] = checkkind_balance
checkkind_claimed_grades_count_typed: CheckKind[checkkind_claimed_grades_count.Params] = checkkind_claimed_grades_count
checkkind_claimed_grades_earlier_typed: CheckKind[checkkind_claimed_grades_earlier.Params] = checkkind_claimed_grades_earlier
checkkind_claimed_grades_overall_typed: CheckKind[checkkind_claimed_grades_overall.Params] = checkkind_claimed_grades_overall
checkkind_claimed_grades_partial_typed: CheckKind[checkkind_claimed_grades_partial.Params] = checkkind_claimed_grades_partial
checkkind_claimed_grades_universal_typed: CheckKind[checkkind_claimed_grades_universal.Params] = checkkind_claimed_grades_universal
checkkind_claimed_grades_wrong_typed: CheckKind[checkkind_claimed_grades_wrong.Params] = checkkind_claimed_grades_wrong
checkkind_claimed_inspection_dates_typed: CheckKind[checkkind_claimed_inspection_dates.Params] = checkkind_claimed_inspection_dates
checkkind_claimed_last_inspection_typed: CheckKind[checkkind_claimed_last_inspection.Params] = checkkind_claimed_last_inspection
checkkind_claimed_publication_typed: CheckKind[checkkind_claimed_publication.Params] = checkkind_claimed_publication
checkkind_claimed_visit_dates_typed: CheckKind[checkkind_claimed_visit_dates.Params] = checkkind_claimed_visit_dates
checkkind_claimed_visit_focus_typed: CheckKind[checkkind_claimed_visit_focus.Params] = checkkind_claimed_visit_focus
checkkind_claimed_visit_number_typed: CheckKind[checkkind_claimed_visit_number.Params] = checkkind_claimed_visit_number
checkkind_consistency_typed: CheckKind[checkkind_consistency.Params] = checkkind_consistency
checkkind_council_named_typed: CheckKind[checkkind_council_named.Params] = checkkind_council_named
checkkind_counted_list_typed: CheckKind[checkkind_counted_list.Params] = checkkind_counted_list
checkkind_echo_typed: CheckKind[checkkind_echo.Params] = checkkind_echo
checkkind_existence_typed: CheckKind[checkkind_existence.Params] = checkkind_existence
checkkind_expired_suppression_typed: CheckKind[checkkind_expired_suppression.Params] = checkkind_expired_suppression
checkkind_figures_typed: CheckKind[checkkind_figures.Params] = checkkind_figures
checkkind_joined_words_typed: CheckKind[checkkind_joined_words.Params] = checkkind_joined_words
checkkind_length_typed: CheckKind[checkkind_length.Params] = checkkind_length
checkkind_names_claimed_typed: CheckKind[checkkind_names_claimed.Params] = checkkind_names_claimed
checkkind_numbering_typed: CheckKind[checkkind_numbering.Params] = checkkind_numbering
checkkind_occurrence_typed: CheckKind[checkkind_occurrence.Params] = checkkind_occurrence
checkkind_page_numbers_typed: CheckKind[checkkind_page_numbers.Params] = checkkind_page_numbers
checkkind_pairs_typed: CheckKind[checkkind_pairs.Params] = checkkind_pairs
checkkind_parted_word_typed: CheckKind[checkkind_parted_word.Params] = checkkind_parted_word
checkkind_points_counted_typed: CheckKind[checkkind_points_counted.Params] = checkkind_points_counted
checkkind_points_named_typed: CheckKind[checkkind_points_named.Params] = checkkind_points_named
checkkind_points_omitted_typed: CheckKind[checkkind_points_omitted.Params] = checkkind_points_omitted
checkkind_present_typed: CheckKind[checkkind_present.Params] = checkkind_present
checkkind_quotation_altered_typed: CheckKind[checkkind_quotation_altered.Params] = checkkind_quotation_altered
checkkind_quotation_listed_typed: CheckKind[checkkind_quotation_listed.Params] = checkkind_quotation_listed
checkkind_quotation_short_typed: CheckKind[checkkind_quotation_short.Params] = checkkind_quotation_short
checkkind_quotation_spliced_typed: CheckKind[checkkind_quotation_spliced.Params] = checkkind_quotation_spliced
checkkind_quotation_truncated_typed: CheckKind[checkkind_quotation_truncated.Params] = checkkind_quotation_truncated
checkkind_repetition_typed: CheckKind[checkkind_repetition.Params] = checkkind_repetition
checkkind_revisited_typed: CheckKind[checkkind_revisited.Params] = checkkind_revisited
checkkind_sentences_typed: CheckKind[checkkind_sentences.Params] = checkkind_sentences
checkkind_similar_typed: CheckKind[checkkind_similar.Params] = checkkind_similar
checkkind_spaces_typed: CheckKind[checkkind_spaces.Params] = checkkind_spaces
checkkind_spelling_typed: CheckKind[checkkind_spelling.Params] = checkkind_spelling
checkkind_spelling_of_names_typed: CheckKind[checkkind_spelling_of_names.Params] = checkkind_spelling_of_names
checkkind_substitution_typed: CheckKind[checkkind_substitution.Params] = checkkind_substitution
checkkind_unanswered_typed: CheckKind[checkkind_unanswered.Params] = checkkind_unanswered
checkkind_unclear_suppression_typed: CheckKind[checkkind_unclear_suppression.Params] = checkkind_unclear_suppression
checkkind_unexplained_suppression_typed: CheckKind[checkkind_unexplained_suppression.Params] = checkkind_unexplained_suppression
checkkind_unmentioned_typed: CheckKind[checkkind_unmentioned.Params] = checkkind_unmentioned
checkkind_unused_suppression_typed: CheckKind[checkkind_unused_suppression.Params] = checkkind_unused_suppression
reader_html_typed: Reader = reader_html
reader_mail_typed: Reader = reader_mail
reader_markdown_typed: Reader = reader_markdown
reader_opendocument_typed: Reader = reader_opendocument
reader_pdf_typed: Reader = reader_pdf
reader_text_typed: Reader = reader_text
reader_word_typed: Reader = reader_word
command_archive_typed: Command = command_archive
command_cache_typed: Command = command_cache
command_check_typed: Command = command_check
command_compare_typed: Command = command_compare
command_completion_typed: Command = command_completion
command_eval_typed: Command = command_eval
command_explain_typed: Command = command_explain
command_facts_typed: Command = command_facts
command_init_typed: Command = command_init
command_outline_typed: Command = command_outline
command_rules_typed: Command = command_rules
command_schema_typed: Command = command_schema
command_server_typed: Command = command_server
command_suppress_typed: Command = command_suppress
command_test_typed: Command = command_test
command_text_typed: Command = command_text
command_trace_typed: Command = command_trace
format_accuracy_typed: Format = format_accuracy
format_checkstyle_typed: Format = format_checkstyle
format_concise_typed: Format = format_concise
format_console_typed: Format = format_console
format_csv_typed: Format = format_csv
format_docx_typed: Format = format_docx
format_github_typed: Format = format_github
format_gitlab_typed: Format = format_gitlab
format_html_typed: Format = format_html
format_json_typed: Format = format_json
format_junit_typed: Format = format_junit
format_markdown_typed: Format = format_markdown
format_parquet_typed: Format = format_parquet
format_pdf_typed: Format = format_pdf
format_rdjson_typed: Format = format_rdjson
format_sarif_typed: Format = format_sarif
