"""References to the outcomes and enablers of the national framework, in brackets."""

from __future__ import annotations

import re

# References such as “(outcome 3, national framework)”, in 2025 and later.
FRAMEWORK = re.compile(r"\([^()]{0,60}\b(?:outcomes?|enablers?|principles?)\b[^()]{0,160}\)", re.IGNORECASE)
