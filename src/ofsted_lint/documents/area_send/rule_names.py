"""The names by which rules may ask for the parts of a report of an area SEND inspection, each with what it means."""

from __future__ import annotations

from ofsted_lint.documents.structure.rule_names import OFSTED_NAMES

AREA_SEND_NAMES = {
    **OFSTED_NAMES,
    "template": "`area-send-2023`, the form of the report",
    "kicker": "“Local area partnership report” above the title",
    "previous": "the line with the dates of the last inspection, with its `label`, `value` and `dates`",
    "outcome": "the outcome, with its `value` 1, 2 or 3 and what is said to follow from it",
    "missing_sections": "the headings of the form that it lacks",
    "misplaced_sections": "the headings that come before one that they should follow",
    "altered_headings": "the headings that are worded otherwise than in the form",
    "effective": "the points under “What is the area partnership doing that is effective?”",
    "better": "the points under “What does the area partnership need to do better?”",
    "priorities": "the rows of the table of priority action",
    "bodies": "the bodies that the table of priority action makes responsible, each by itself",
    "partners": "the bodies under “Local area partnership details”",
    "boards": "the integrated care boards that the text names in part as the details do",
    "repeated_headings": "the headings of the form that are printed a second time",
    "team": "the inspectors who are listed",
    "stated": "of whom the team was, as “Information about this inspection” says",
    "team_differs": "the part of that statement that the list does not bear out",
    "stray": "the unrecognised texts",
}
