"""The names by which rules may ask for the parts of a document, each with what it means: those of several families."""

from __future__ import annotations

DOCUMENT_NAMES = {
    "kind": "the name of its kind: `ilacs`, `letter`, `statement` or `unknown`",
    "lines": "how many of its lines are not blank",
    "recognised": "how many of these are in some part",
    "title": "the title, or the subject line of a letter",
    "dates": "the days of the inspection or visit that it is about",
    "sections": "the sections, in order",
    "footnotes": "the notes at the end of pages",
    "closing": "the closing matter: about Ofsted, its address, the copyright line",
    "unrecognised": "the texts that were not recognised as any part",
    "lacking": "what makes a document of its kind and was not found, in words",
    "published": "the day of publication, where it is known",
    "passages": "all texts, in order",
    "written": "the texts that are prose",
    "abbreviations": "the abbreviations, with where each is spelled out and used",
    "quotations": "what is in quotation marks in prose, headings and title",
    "references": "the paragraphs that the text refers to by number",
    "marks": "the figures that refer to footnotes",
    "months": "the months with years that the prose names",
    "years": "the years that the prose names by themselves",
    "previous_inspections": "when the prose says that the last inspection was",
    "hyphens_lost": "whether the hyphens at line ends were lost when the text was made",
    "comments": "the comments in the text that speak to the linter",
    "leftovers": "the tracked changes and comments that are left in its file",
    "opening": "the first line that has words",
    "notes": "what the reader of the file had to guess",
    "unreadable": "the words in which characters were lost",
    "council": "the name of the council, as it is printed; empty where there is none",
    "council_named": "the first text after its first line that names its council, where that is known",
    "paragraphs": "the paragraphs of all sections, in order",
    "headings": "the headings of the sections",
    "mentions": "the full dates that are printed",
    "copyright_year": "the year of the copyright line",
}

OFSTED_NAMES = {
    **DOCUMENT_NAMES,
    "inspectors": "the lead inspectors, or those whom a letter names",
    "inspector_titles": "the titles of the inspectors",
    "summary": "the paragraphs before the improvement items, or before a letter’s first heading",
    "improvements_heading": "the heading of the improvement items",
    "improvements": "the improvement items",
    "improvements_prose": "other text under that heading",
    "footers": "the running footers, each wording once",
}
