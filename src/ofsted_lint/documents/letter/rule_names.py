"""The names by which rules may ask for the parts of a letter, each with what it means."""

from __future__ import annotations

from ofsted_lint.documents.structure.rule_names import OFSTED_NAMES

LETTER_NAMES = {
    **OFSTED_NAMES,
    "formula": "the opening sentence, “This letter summarises the findings of …”",
    "visit": "the visit that the letter is about",
    "heading": "the visit, as the subject line has it",
    "ordinal": "which visit of its kind it was",
    "since": "when services are said to have been judged inadequate",
    "place": "the council, as the opening sentence names it",
    "letterhead": "the lines that say who writes",
    "letter_date": "the day of the letter",
    "addressee": "to whom the letter is written",
    "salutation": "“Dear …”",
    "areas": "the areas that the visit covered",
    "priorities": "the areas for priority action",
    "unheaded": "the points of a list that seems to have lost its heading “What needs to improve”",
    "signed": "the sign-off, with the name and the title below",
    "visits": "where the prose speaks of “this monitoring visit” or “this focused visit”",
    "grades_given": "the grades that the prose gives as the outcome of the visit",
    "called_inspection": "where it calls its visit an inspection",
    "printed_headings": "all its headings, that of the points to improve among them",
    "lost_heading": "the heading of findings that is missing beside another of them",
    "last_inspections": "when it says that the last inspection was, with the overall grade that it gives for it",
    "plan_days": "the days that it gives for a plan or statement of action",
    "stray": "the unrecognised texts",
    "covered": "the section on the areas that the visit covered",
    "priority": "the section with the areas for priority action",
    "headline": "the section with the headline findings",
    "findings": "the section with the main findings",
    "names_agree": "whether the salutation has the addressee’s name",
    "signatory_named": "whether the signatory is one of the inspectors that the opening names",
}
