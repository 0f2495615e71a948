"""Patterns for the wording of when inspectors came, and of what else a date may be of."""

from __future__ import annotations

import re

from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.values.ordinals import ORDINALS

ORDINAL = rf"(?P<ordinal>{'|'.join(ORDINALS)}|1st|2nd|3rd|[4-9]th|1[0-9]th)"
VISIT = re.compile(
    rf"(?:\b{ORDINAL} (?:Ofsted |formal |quarterly )*)?\b(?P<kind>monitoring|focuss?ed) visits?\b",
    re.IGNORECASE,
)
INSPECTION = re.compile(
    rf"\b[Ii]nspections?\b|\b[Ii]nspected\b|(?P<came>(?:\A|\s)Visit(?:ed)?(?: [1-9])?:"
    rf"|\b{pattern('dates', 'watchers')}\b[^.;:]{{0,70}}?\b{pattern('dates', 'came')}\b|\b{pattern('dates', 'work')}\b"
    r"|\bvisited by (?:Ofsted|inspectors)\b|\b(?:Ofsted|[Ii]nspectors?)[’']s? (?:\w+ ){0,2}visit\b|\b[Tt]his visit\b)"
)
# Inspectors whom the text has named before: “They were here …”.
THEY_CAME = re.compile(
    rf"(?P<came>\b{pattern('dates', 'the team')}\b[^.;:]{{0,40}}?\b{pattern('dates', 'the team came')}\b"
    rf"|\b{pattern('dates', 'those days')}\b)",
    re.IGNORECASE,
)
INSPECTING = re.compile(r"\b(?:[Ii]nspect\w+|Ofsted)\b")
# “from 3 to 7 June, and again from 1 to 5 July”
AND_AGAIN = re.compile(
    r"(?:,? (?:last|this|that) year)?,? and (?:then )?(?:again,? )?(?:(?:from|between|on) )?(?:the )?\Z", re.IGNORECASE
)
# Phrases after which a date is that of something else.
OTHER = re.compile(
    rf"\b{pattern('dates', 'of something else')}\b[^.;]{{0,30}}$|\b(?:by|until)(?: the)? $"
    r"|, (?:and|but|then)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
# Inspections of others, or of another kind.
ELSEWHERE = re.compile(
    rf"\b{pattern('dates', 'inspections of others')}(?: \w+){{0,3}} [Ii]nspect(?:ion|ed)"
    rf"|\b[Ii]nspect(?:ion of|ed)(?: [\w’'-]+){{1,5}} {pattern('dates', 'others inspected')}\b"
    rf"|\b{pattern('dates', 'debate')}(?: \w+){{0,3}} inspection on\b"
)
TOOK_PLACE = re.compile(rf"\b{pattern('dates', 'took place')}\b")
MET = re.compile(r"\b(?:meetings?|debates?|conferences?|events?|sessions?)\b|\bpublication\b", re.IGNORECASE)
# “the third visit since services were judged inadequate took place on …” is not about an earlier one.
SINCE = re.compile(r"\bsince\b")
SINCE_YEAR = re.compile(r"\bsince\b[^,;.]{0,90}?\b20\d\d\b")
FIRST_DAY = re.compile(rf"\b{pattern('dates', 'first day')}(?: the)? \Z")
LAST_DAY = re.compile(rf"\b{pattern('dates', 'last day')}(?: the)? \Z")
# “last year” is no earlier inspection; nor is “last” before the date itself.
LAST_TIME = re.compile(r"\blast (?=\Z|year\b|month\b|week\b|spring\b|summer\b|autumn\b|winter\b)", re.IGNORECASE)
# Before an inspection: it is the one before that which a statement is about.
THE_LAST = re.compile(r"\b(?:last|previous) (?:full |ILACS |Ofsted )?\Z", re.IGNORECASE)
TIMES = re.compile(rf"\bfor the {ORDINAL} time\b", re.IGNORECASE)
WHEN_ASKED = re.compile(
    r"\bWhen (?:was|were|did)\b[^?.]{0,60}\b(?:inspect\w*|Ofsted|they (?:here|visit|come))\b[^?.]{0,40}\?\Z"
)
INSPECTED_THEN = "inspected"
ANSWER = re.compile(r"\W*(?:A: ?)?(?:From|Between|On|In|Over|During)? ?(?:the )?")
EARLIER = re.compile(rf"\b{pattern('dates', 'earlier')}\b", re.IGNORECASE)


ABOUT = re.compile(
    rf"\b(?:(?P<visit>(?:monitoring|focuss?ed) visit(?P<visits>s)?|{pattern('dates', 'later visits')})"
    r"|inspections?|inspected)\b",
    re.IGNORECASE,
)
