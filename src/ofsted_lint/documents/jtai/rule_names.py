"""The names by which rules may ask for the parts of a letter about a joint inspection, each with what it means."""

from __future__ import annotations

from ofsted_lint.documents.structure.rule_names import OFSTED_NAMES

JTAI_NAMES = {
    **OFSTED_NAMES,
    "template": "`jtai-2016` or `jtai-2021`, the form of the letter",
    "letter_date": "the day of the letter",
    "salutation": "“Dear …”",
    "addressees": "to whom the letter is written",
    "strengths": "the points under “Strengths” or “Key strengths”",
    "priorities": "the areas for priority action",
    "stray": "the unrecognised texts",
    "next_steps": "the section “Next steps”",
    "due": "the day on which the written statement is due",
    "statement_to": "the e-mail address to which the statement is to be sent",
    "signatories": "who signs the letter",
    "missing_heading": "a heading of its form that it lacks",
    "names_area": "whether the salutation names the area of the subject line; undecided if it names none",
}
