"""The words of the field: which ones have a common stem, which have no meaning of their own, and technical terms."""

from __future__ import annotations

import re

# Words that mean something else than the word of which they are a form: a service that is offered is no local offer.
OWN = {
    "permanence": "permanence",
    "permanency": "permanence",
    "offered": "offered",
    "offering": "offered",
    "supervised": "supervised",
}
# Words of one origin that the stemmer leaves apart; the first is their stem.
RELATED = (
    "absence absent",
    "abuse violence",
    "accessible accessibility inaccessible",
    "accurate accuracy inaccurate inaccuracy",
    "adult adulthood",
    "adviser advisor",
    "advocacy advocate",
    "ambition ambitious",
    "analysis analyse analytical analytic",
    "attend attendance",
    "available availability unavailable",
    "challenge challenging",
    "child children",
    "clear clarity unclear clearer",
    "collaborate collaborative",
    "conference conferencing",
    "consistent consistency inconsistent inconsistency",
    "contingency contingent",
    "coordinate coordination coordinated",
    "curiosity curious",
    "deliver delivery",
    "dentist dental dentistry",
    "disable disabled disability disabilities",
    "early earlier earliest",
    "evaluate evaluation evaluative",
    "experience experienced",
    "explore exploration",
    "frequent frequency infrequent",
    "guardian guardianship",
    "health healthy healthcare",
    "history historical historic",
    "homeless homelessness",
    "house housing",
    "identify identification identified",
    "independent independence",
    "individual individualised",
    "influence influential",
    "introduce introduction",
    "lead leader leadership",
    "leave leaver",
    "manage manager managerial management",
    "optimism optimistic",
    "oversight oversee overseen overseeing oversaw",
    "partner partnership",
    "personal personalised",
    "practice practitioner",
    "priority prioritise",
    "proceed proceeding proceedings",
    "produce production",
    "provide provision provider",
    "purpose purposeful purposefully",
    "receive receipt",
    "recognise recognition",
    "reduce reduction",
    "refer referral referred",
    "relate relation relationship",
    "resolve resolution",
    "respond response responsive responsiveness",
    "rigour rigorous",
    "scrutiny scrutinise",
    "stable stability unstable instability stabilise",
    "strategy strategic",
    "strength strengthen",
    "sufficient sufficiency insufficient",
    "suitable suitability unsuitable",
    "supervise supervision supervisory",
    "systematic systematically",
    "therapy therapeutic",
    "timely timeliness untimely",
    "train training",
    "understand understood",
    "urgent urgency",
    "visit visitor",
)
# Words that an improvement item and a finding may share without being about the same subject.
EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an the and or of to in for on with that this those these is are was were be been being by as at from it "
        "its their they them there which who whom whose when where while not no nor but if so than then such into "
        "also has have had do does did can could may might will would should must all any each every some most "
        "more other own same very up out about between through during before after above below again further once "
        "here how what both few only just too he she his her you your we our us i including include includes "
        "ensure ensuring ensures within across whether however order particular particularly use used need needs "
        "via s t ",
    )
)
# Terms that are written in several ways, represented by the first; capitals, hyphens and endings do not matter.
TERMS = (
    "multi agency safeguarding hub | mash",
    "child in need | cin",
    "child in care | looked after child | children looked after",
    "care leaver | care experienced young people | care experienced young adults | care experienced children",
    "personal adviser | pa | pas",
    "social worker",
    "pre proceedings | preproceedings | public law outline | plo",
    "local authority designated officer | designated officer | lado",
    "independent reviewing officer | reviewing officer | iro | iros",
    "emergency duty team | emergency duty service | out of hours | out of office hours | edt",
    "front door",
    (
        "16 and 17 year olds | 16 and 17 year old | 16 to 17 year olds | 16 or 17 year olds | 16 or 17 year old"
        " | 16 17 year olds | 16 17 year old | aged 16 and 17 | aged 16 or 17 | aged 16 to 17 | aged 16 and 17 years"
        " | aged 16 or 17 years | aged 16 to 17 years | 16 and 17 years | 16 or 17 years | aged 16 and aged 17"
    ),
    "return home interview | return interview | missing interview | rhi | rhis",
    "missing from home | missing from care",
    "private fostering | privately fostered | privately foster",
    "early help",
    "domestic abuse",
    "section 47",
    "child protection",
    "strategy discussion | strategy meeting",
    "pathway plan | pathway planning",
    "personal education plan | pep | peps",
    "initial health assessment | iha | ihas",
    "health history | health histories | health passport",
    "life story | life journey",
    (
        "kinship | connected person | connected persons | connected carer | connected carers"
        " | family and friends carers"
        " | family and friends foster carers | family and friends care"
    ),
    "foster carer | fostering carer | foster household | fostering household | foster home | foster family",
    "unaccompanied asylum seeking child | uasc",
    "corporate parent | corporate parenting",
    (
        "placed with parents | placement with parents | home with parents | placed with their parents"
        " | placement with their parents | home with their parents"
    ),
    "family time | supervised contact",
    "quality assurance",
    "unregistered | unregulated",
    (
        "education employment and training | education training and employment"
        " | employment education and training"
        " | training education and employment | employment training and education | education employment or training"
        " | education training or employment | employment education or training | employment training or education"
        " | eet"
    ),
    (
        "neet | not in education employment or training | not in education training or employment"
        " | not in employment education or training | not in employment training or education"
    ),
    (
        "out of area | out of borough | out of county | out of authority | at a distance"
        " | outside of the local area"
        " | outside of the local authority area | outside the local authority area | outside of the borough"
    ),
    "elective home education | electively home educated | home educated | educated at home | ehe",
    "early permanence | foster to adopt | fostering to adopt | fostering for adoption",
    "life skills | independent living skills | independence skills",
    "caseload | workload",
    "self evaluation | self assessment",
)
