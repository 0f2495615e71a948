"""The words whose weight as marks of a weakness is learned; `*` stands for any ending.

Those of `MARKS` say by themselves that something is not right; those of `CANCELS`
take away what their words would say alone.
"""

from __future__ import annotations

MARKS = tuple(
    "not|however|too|variab*|inconsisten*|more to do|more work|more needs|more need|more could|more should|delay*|lack*"
    "|insufficien*|inadequa*|weak*|poor|poorly|limited|slow*|drift*|rarely|fail*|gap|gaps|absent|absence|unclear"
    "|shortfall*|shortage*|ineffective*|underdeveloped|under developed|uneven|patchy|mixed|less well|less effective"
    "|less evident|cannot|unable|hinder*|hamper*|overly|yet to|remain|remains|but|although|few|unsuitable|unnecessar*"
    "|need to|needs to|need further|needs further|need more|needs more|need improv*|needs improv*|require further"
    "|requires further|require improv*|requires improv*|could be|should be|would benefit|never|no|without|for some"
    "|in some|some children|a small number|a minority|is still|are still|wait*|challenge|challenges|deficit*|missed"
    "|undermin*|unaware|unsure|confus*|difficult*|turnover".split("|")
)
OTHERS = tuple(
    "though|while|too many|too few|too long|too often|too much|too slow|too late|varies|limit|limits|less|yet|required"
    "|could|should|would|some|minority|small number|still|always|consistently|sufficiently|fully|enough|improv*|further"
    "|priorit*|recognis*|aware|plan to|plans to|intend*|recently|capacity|caseload*|pressure*|vacanc*|reduc*|impact*"
    "|only|most|mostly|many|majority|all|generally|often|strong*|good|well|effective*|timely|appropriate*|clear"
    "|clearly|robust*|positive*|excellent|swift*|prompt*|quickly|skilled|high quality|impressive|comprehensive"
    "|thorough*|valued|benefit*|supported|help*|successful*|rigorous*|careful*|routinely|usually|sometimes|occasion*"
    "|long|longer|change of|changes of|change in|changes in|risk*|concern*|quality|as yet|not yet|not always"
    "|not consistently|not sufficiently|not all|does not|do not|did not|is not|are not|has not|have not"
    "|was not|were not|this means|leaders know|leaders are aware|leaders recognise|leaders acknowledge|embed*"
    "|early stage*|new|developing|progress|issue|issues|problem|problems|vulnerab*|over optimis*|superficial*|generic"
    "|brief|vague|repetitive|descriptive|lengthy|lost|untimely|unlikely|unknown|unmet|unlawful*|isolated|frustrat*"
    "|barrier*|complain*|struggl*|stretched|interim|agency|decline*|increas*|dip|dipped|regularly|at times"
    "|in a timely|in a few|a few|reluctan*|disrupt*|instabil*|excessive*|high number|high numbers|high caseload*"
    "|higher|lower|fewer|lacks|overdue|out of date|up to date|backlog*|unallocated|incomplete|inaccura*|narrow|focus*"
    "|tighten*|strengthen*|escalat*|oversight|ambiguous|explore*|nor|neither|unresolved|unassess*|left|repeated*"
    "|multiple|compromis*|jeopardis*|detrimental*|adverse*|worse*|deteriorat*|until|historic*|previously|despite"
    "|exception*|where|when|because|due to|as a result|result|rather than|instead|simply|in part|partly|partial*"
    "|inspectors|raised|highlighted|identified|feedback".split("|")
)
CANCELS = (
    "not only",
    "not in education",
    "not in full time education",
    "not in employment",
    "strengths and difficulties",
    "do not improve",
    "does not improve",
    "do not reduce",
    "does not reduce",
    "it is not possible",
    "this is not possible",
    "cannot live with",
    "cannot remain",
    "unable to live with",
    "unable to remain",
    "is not in their best interests",
    "no concern*",
    "no drift",
    *(f"{first} {rest}" for first in ("no", "without", "any") for rest in ("delay*", "unnecessary delay*", "undue delay*")),
    *(
        f"{first} {rest}"
        for first in ("avoid*", "prevent*", "minimis*", "reduc*", "address*", "tackl*", "mitigat*", "limit*")
        for rest in (
            "delay*", "drift*", "drift and delay*", "unnecessary delay*", "any delay*", "further delay*", "gap*", "the delay*",
            "the gap*", "the challenges", "these challenges", "challenges", "the need to", "unnecessary", "barriers",
        )
    ),
)
