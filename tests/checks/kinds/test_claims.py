"""Claims of a statement about its report: single sentences that are true or claim nothing, and ones that must be found.

All are about the report on Northfell in `examples/`: leaders and help and
protection require improvement, children in care are good, care leavers and
overall effectiveness are inadequate; 7 to 18 October 2024; Martin Hathersage.
"""

from __future__ import annotations

import pytest

from ofsted_lint import documents
from ofsted_lint.checks.context import chosen
from ofsted_lint.files.package_data import folder
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.sentences import sentences
from ofsted_lint.source.source import Source
from tests.conftest import ROOT, report_of

RULES = [each for each in find([folder("rules")])[0] if "statements" in str(each.path)]
REPORT = report_of(documents.read(read_file(ROOT / "examples" / "northfell-2024.txt")))
AROUND = """News about Northfell children’s services

Ofsted has published a report on our services for children. There is more to do in our pathway plans.

{}

Read it at https://reports.ofsted.gov.uk/provider/44/80999
"""

QUIET = [
    # Grades that are true.
    "Ofsted rated Northfell’s children’s services inadequate overall.",
    "Inspectors judged the overall effectiveness of our services to be ‘Inadequate’.",
    "Support for children in care was rated ‘Good’, and everything else was not.",
    "Ofsted graded the experiences and progress of children in care as good.",
    "Services for care leavers are inadequate, and so is overall effectiveness.",
    "The impact of leaders was judged to require improvement to be good; overall effectiveness is inadequate.",
    "Two areas, help and protection and leadership, were rated requires improvement.",
    "One of the four areas was judged good.",
    "Two of the four areas require improvement, said the leader.",
    "Two of the five judgements were ‘Inadequate’.",
    "Only one judgement is ‘Good’.",
    "We were rated ‘Good’ for children in care and ‘Requires improvement’ for help and protection.",
    "Children in care: Good",
    "- Children in care – good",
    "| Children in care | Good |",
    "Good: children in care",
    "Help and protection: Requires Improvement",
    "Ofsted awarded a rating of ‘Good’ for our work with children in care.",
    "Not every area was judged good.",
    "Ofsted did not rate us good in every area.",
    "No area was rated outstanding.",
    "None of our services were judged outstanding.",
    "Leadership was not judged inadequate.",
    "The council was judged requires improvement for:\n\n- the impact of leaders\n- help and protection",
    "Services were judged ‘Inadequate’ in the following areas:\n\n* Care leavers\n* Overall effectiveness",
    "We want to be rated good for:\n\n- help and protection\n- care leavers",
    "In 2019 we were rated good for:\n\n- help and protection\n- care leavers",
    # Earlier grades, wishes, scales.
    "We were rated good in 2019.",
    "In 2019 Ofsted judged the council’s services to be good.",
    "At the last inspection services were rated ‘Good’.",
    "Services that were previously rated good are now inadequate overall.",
    "Overall effectiveness is inadequate, down from good.",
    "We have gone from ‘Good’ in 2019 to ‘Inadequate’ overall.",
    "The overall grade fell from good to inadequate.",
    "Before that inspection our services had been judged outstanding.",
    "We want to be rated good by 2027.",
    "Our aim is that all areas are judged good at the next inspection.",
    "We will not rest until every area is rated outstanding.",
    "Nobody will believe us if we say that we should have been rated good.",
    "Our ambition is a council whose children’s services are rated good or outstanding.",
    "Councils can be rated outstanding, good, requires improvement to be good or inadequate.",
    "Ofsted uses four grades: Outstanding, Good, Requires improvement to be good, and Inadequate.",
    "Each judgement is one of four grades (outstanding, good, requires improvement to be good, inadequate).",
    "How far are we from being rated good?",
    "Could our leadership be judged good next time?",
    # Grades of others.
    "Nine in ten of our schools are rated good or outstanding.",
    "Larkfield Primary School was judged outstanding in all areas.",
    "Our four children’s homes are rated good.",
    "The youth justice service was rated good by inspectors of probation.",
    "Adult social care was judged ‘Good’ by the Care Quality Commission.",
    "Our fostering service was rated outstanding last spring.",
    "Nurseries and childminders in Northfell are all rated good or better.",
    "The academy trust’s leadership was judged outstanding.",
    "Saltmarsh Council was rated outstanding the same week.",
    # Everyday uses.
    "It is good to see that children in care are safe.",
    "That is good news for children in care.",
    "Our foster carers do an outstanding job.",
    "I thank our outstanding staff.",
    "There is a good range of homes.",
    "It was a good day for the council, all in all.",
    "The money that we get is inadequate.",
    "Good practice is shared in every team.",
    "Leaders know what good looks like.",
    "We have outstanding invoices of £3 million.",
    "Outstanding work goes on in all areas of the county.",
    "Good morning, and thank you for coming.",
    "For the good of all children in Northfell, we must act.",
    "“Good enough is not good enough,” said Cllr Ada Fenn.",
    "Cllr Ada Fenn said: “We have good people in every area, and they deserve better tools.”",
    "Staff told us that “supervision is good and managers are great”.",
    # Quotations that are exact.
    "Ofsted said: “Pathway plans are more often written about a young person than with them.”",
    "Ofsted said: 'Social workers see children alone, know them well and write about them with care.'",
    'The report states: "Homes are chosen thoughtfully, and most children remain in theirs."',
    "Inspectors found that “families find early help close to home”.",
    "The report describes “five family hubs run with health visitors and schools”.",
    "“Leaders acted once they knew,” Ofsted wrote.",
    "“Leaders acted once they knew”, say the inspectors.",
    "“Practitioners say that managers are approachable and that training is good.” (Ofsted, November 2024)",
    "In Ofsted’s words, “the homes of most children in care suit them”.",
    "According to Ofsted, “the virtual school knows every child by name, and attendance has improved”.",
    "As inspectors put it: “Children enter care only when there is no safe alternative.”",
    "They said that “[l]eaders acted once they knew”.",
    (
        "“Brothers and sisters live together whenever this is right for them,” the report says. “Leaders acted "
        "once they knew.”"
    ),
    (
        "The inspection team wrote: “Each of these young people was visited within five days, and four more "
        "advisers are being recruited.”"
    ),
    "The letter from a reader said that the report was “not worth the paper it is printed on”.",
    "The report praises “the homes of most children in care” and our “Better Together for Northfell Families” plan.",
    # Quotations of people.
    "“We have let our care leavers down and I am sorry for that,” said Cllr Ada Fenn.",
    "Cllr Ada Fenn, Leader of the Council, said: “Inspectors have told us plainly what is wrong.”",
    "A young person told us: “My adviser never rang me, not once in a year.”",
    "One care leaver said, ‘I moved nine times and nobody asked me why’.",
    "A spokesperson said: “We will publish our plan in the new year.”",
    "She added: “Inspectors were fair, and we take every word to heart.”",
    "The Director said that “not one more young person will sleep outdoors”.",
    "The motto of our service is “every child, every chance, every day”.",
    "We call this approach ‘working with families and not on them’.",
    "The plan, called “Better Together for Northfell Families”, will be out soon.",
    # Dates that are true or of something else.
    "Ofsted inspected us from 7 to 18 October 2024.",
    "The inspection took place between 7 and 18 October.",
    "Inspectors were on site on 14–18 October 2024.",
    "Inspectors visited in October 2024.",
    "The inspection ran from Monday 7 October to Friday 18 October 2024.",
    "The inspection was carried out over two weeks in October 2024.",
    "The inspection began on 7 October 2024.",
    "The inspection (07/10/2024 to 18/10/2024) was announced a week before.",
    "Inspectors came on October 7, 2024.",
    "We were last inspected in May 2019.",
    "The last inspection, in 2019, was under the same framework.",
    "The report was published on 29 November 2024.",
    "Cabinet will discuss the inspection on 12 December 2024.",
    "Since the inspection, which ended on 18 October 2024, four advisers have started.",
    "An inspection of Larkfield Primary School took place on 3 March 2025.",
    "A SEND inspection took place in June 2023.",
    "Our plan was sent to Ofsted on 31 January 2025.",
    "The next Ofsted visit is expected in May 2025.",
    # Names.
    "The lead inspector was Martin Hathersage.",
    "Lead inspector: Martin Hathersage, His Majesty’s Inspector",
    "The inspection was led by Martin Hathersage HMI.",
    "Cllr Martina Heather chairs the committee.",
    "The improvement board is led by Edwina Marsh.",
    "Northfell County Council accepts the findings.",
    "NORTHFELL COUNTY COUNCIL – PRESS RELEASE",
    "We thank our partners in Norfield Road.",
    "Residents of Northfell’s towns will want to know more.",
]

FOUND = [
    # Grades.
    ("grade-claim-mismatch", "Ofsted rated Northfell’s children’s services good overall."),
    ("grade-claim-mismatch", "Inspectors judged the overall effectiveness of our services to be ‘Good’."),
    ("grade-claim-mismatch", "Support for children in care was rated ‘Outstanding’."),
    ("grade-claim-mismatch", "Services for care leavers were judged to require improvement to be good."),
    ("grade-claim-mismatch", "The impact of leaders was found to be good."),
    ("grade-claim-mismatch", "Help and protection: Good"),
    ("grade-claim-mismatch", "- Care leavers – requires improvement"),
    ("grade-claim-mismatch", "Good: help and protection"),
    ("grade-claim-mismatch", "| Children in care | Outstanding |"),
    ("grade-claim-mismatch", "We were rated ‘Good’ for children in care and ‘Good’ for help and protection."),
    ("grade-claim-mismatch", "Ofsted gave our leadership a rating of ‘Good’."),
    ("grade-claim-mismatch", "Ofsted awarded good to our leadership team."),
    ("grade-claim-mismatch", "Overall effectiveness is requires improvement, down from good."),
    ("grade-claim-mismatch", "We have gone from ‘Good’ in 2019 to ‘Requires improvement’ overall."),
    ("grade-claim-mismatch", "The council has been given an overall grade of good."),
    ("grade-claim-mismatch", "Northfell children’s services have been rated requires improvement by Ofsted."),
    ("grade-claim-mismatch", "“Our leadership was judged good,” said Cllr Ada Fenn."),
    ("grade-claim-mismatch", "The council was judged good for:\n\n- children in care\n- help and protection"),
    ("grade-claim-mismatch", "Services were judged ‘Good’ in these areas:\n\n* Care leavers\n* Children in care"),
    ("grade-claim-universal", "All areas were judged good."),
    ("grade-claim-universal", "Inspectors from Ofsted found that services for children are outstanding in all areas."),
    ("grade-claim-universal", "Inspectors rated us ‘Requires improvement’ in every category."),
    ("grade-claim-universal", "Every single area was graded inadequate."),
    ("grade-claim-universal", "Ofsted found all four areas of our work to be good."),
    ("grade-claim-universal", "Our services were judged good across the board."),
    ("grade-claim-count", "Two of the four areas were judged good."),
    ("grade-claim-count", "Three of the five judgements were ‘Requires improvement’."),
    ("grade-claim-partial", "Services for care leavers were judged inadequate."),
    # Quotations.
    ("quote-not-verbatim", "Ofsted said: “Pathway plans are more often written with a young person than about them.”"),
    ("quote-not-verbatim", "Inspectors found that “families find early help very close to home”."),
    ("quote-not-verbatim", "The report describes “six family hubs run with health visitors and schools”."),
    ("quote-not-verbatim", "“Leaders acted before they knew,” Ofsted wrote."),
    ("quote-not-verbatim", "“Leaders acted swiftly and with resolve”, say the inspectors."),
    ("quote-not-verbatim", "In Ofsted’s words, “the homes of all children in care suit them”."),
    ("quote-not-verbatim", "According to Ofsted, “the virtual school knows each child by name”."),
    ("quote-not-verbatim", "As inspectors put it: “Children enter care when there is no safe alternative.”"),
    ("quote-not-verbatim", "The report praises “the outstanding commitment of our staff”."),
    ("quote-not-verbatim", "Ofsted’s report called it ‘a service transformed beyond recognition’."),
    ("quote-not-verbatim", "They were described by Ofsted as “truly inspiring and child-focused leaders”."),
    ("quote-not-verbatim", "“Services in Northfell are among the best in the country.” (Ofsted report, 2024)"),
    (
        "quote-not-verbatim",
        "Cllr Ada Fenn said: “Ofsted found that ‘leaders always knew what was going on’, and I agree.”",
    ),
    ("quote-not-verbatim", "Homes suit them. “Homes are chosen carelessly, and most children remain in theirs.”"),
    ("quote-spliced", "Ofsted said: “Leaders acted once they knew. Most are seen within a week of asking.”"),
    ("quote-spliced", "Inspectors wrote: “Leaders acted once they knew. Suitable accommodation is scarce.”"),
    ("quote-truncated-caveat", "Ofsted said: “Child protection enquiries are thorough.”"),
    ("quote-truncated-caveat", "The report says that “child protection enquiries are thorough”."),
    ("quote-truncated-caveat", "Ofsted noted “Parents are … left unsure what is expected of them”."),
    (
        "quote-not-verbatim",
        "Lead inspector Martin Hathersage and her team wrote that “leaders always act quickly and well”.",
    ),
    ("quote-not-verbatim", "“Leaders always act quickly and well,” said lead inspector Martin Hathersage."),
    (
        "quote-not-verbatim",
        "Ofsted praises “leaders acted once they knew” and notes the city’s “truly inspiring care for all”.",
    ),
    (
        "quote-not-verbatim",
        "Ofsted notes:\n\n- Help: “families find early help close to home”\n- Leaders: “truly inspiring care for all”",
    ),
    # Dates.
    ("release-date-mismatch", "Ofsted inspected us from 8 to 18 October 2024."),
    ("release-date-mismatch", "The inspection took place between 7 and 19 October."),
    ("release-date-mismatch", "Inspectors were on site on 14–18 November 2024."),
    ("release-date-mismatch", "Inspectors visited in September 2024."),
    ("release-date-mismatch", "The inspection ran from 7 to 18 October 2023."),
    ("release-date-mismatch", "The inspection was carried out over two weeks in July 2024."),
    ("release-date-mismatch", "The inspection (07/10/2024 to 20/10/2024) was announced a week before."),
    ("release-date-mismatch", "Inspectors came on October 21, 2024."),
    ("release-date-mismatch", "Inspected: 7 Oct to 17 Oct 2024"),
    # Names.
    ("release-names-mismatch", "The lead inspector was Martin Hathersedge."),
    ("release-names-mismatch", "Lead inspector: Martyn Hathersage, His Majesty’s Inspector"),
    ("release-names-mismatch", "The inspection was led by Rowena Hathersage."),
    ("release-names-mismatch", "Inspectors, led by Edwina Marsh, spoke to 40 children."),
    ("release-council-name", "NORTHFEL COUNTY COUNCIL – PRESS RELEASE"),
    ("release-council-name", "Nothfell County Council accepts the findings."),
    ("release-council-name", "Children’s services in Northfel must change."),
    ("release-council-name", "Residents of Nortfhell’s towns will want to know more."),
    # What is left out is looked for in the whole.
    ("against-another-council", ""),
]


def found(sentence: str, around: str = AROUND) -> list[str]:
    """The rules with errors and warnings in a statement that has the sentence."""
    statement = documents.read(Source("statement.txt", around.format(sentence)), "statement")
    outcome = lint(statement, RULES, against=chosen(statement, [REPORT]))
    return [each.rule for each in outcome.findings if each.severity != "advice"]


@pytest.mark.parametrize("sentence", QUIET)
def test_what_is_true_or_no_claim_is_quiet(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(("rule", "sentence"), FOUND, ids=lambda value: str(value))
def test_what_is_not_true_is_found_once(rule: str, sentence: str) -> None:
    around = AROUND if sentence else AROUND.replace("Northfell", "Merrowdale")
    assert found(sentence, around) == [rule]


def said(sentence: str) -> list[str]:
    """The findings on a statement that has the sentence."""
    statement = documents.read(Source("statement.txt", AROUND.format(sentence)), "statement")
    return [each.message for each in lint(statement, RULES, against=chosen(statement, [REPORT])).findings]


def test_a_capital_at_the_start_of_a_quotation_is_not_shown_as_changed() -> None:
    assert said("They noted that Ofsted says “leaders always acted once they knew”.") == [
        (
            "This is quoted as Ofsted's words, but the report does not have these words: "
            "leaders [+ always] acted once they knew"
        )
    ]


def test_words_of_the_summary_that_stand_apart_are_named_by_their_lines() -> None:
    summary = REPORT.summary[0].prose
    spans = sentences(summary.text)
    words = f"{summary.text[slice(*spans[0])]} {summary.text[slice(*spans[-1])]}"
    line = summary.source.position(summary.offset(0)).line
    assert said(f"Ofsted said: “{words}”") == [
        f"These words are run together as one quotation, but are separate in the report (line {line}, line {line + 3})"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ofsted asked for improvements in how pathway plans are written.",
        "We know that there is work to do on pathway plans.",
        "There is a long way to go on housing.",
    ],
)
def test_something_is_said_of_what_is_to_be_improved(sentence: str) -> None:
    assert found(sentence, AROUND.replace(" There is more to do in our pathway plans.", "")) == []


@pytest.mark.parametrize("sentence", ["There is more to do.", "Of course there is always room for improvement."])
def test_that_there_is_more_to_do_does_not_say_what_is_to_be_improved(sentence: str) -> None:
    assert found(sentence, AROUND.replace(" There is more to do in our pathway plans.", "")) == ["improvements-omitted"]


def test_what_a_letter_has_is_said_to_be_in_the_letter() -> None:
    letter = documents.read(read_file(ROOT / "examples" / "letters" / "northfell-2022-monitoring-visit.txt"))
    text = "Northfell monitoring visit\n\nInspectors wrote: “care leavers are sent to boarding houses by the sea”."
    statement = documents.read(Source("statement.txt", text + "\n\nhttps://reports.ofsted.gov.uk/x"), "statement")
    outcome = lint(statement, RULES, against=chosen(statement, [letter]))
    assert [each.message for each in outcome.findings] == [
        "This is quoted as Ofsted's words, but the letter does not have these words: nothing there comes close"
    ]
