"""Old names that rule files may still use: of kinds that were split into one for each `fault`, and of parameters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from ofsted_lint import checks
from ofsted_lint.checks.context import ParamError
from ofsted_lint.files.errors import did_you_mean

FAULT = "fault"
# Each old kind, with the kind that replaces each of its faults.
DIVIDED = {
    "first-use": {
        "never": "abbreviation-undefined",
        "late": "abbreviation-late",
        "unused": "abbreviation-unused",
        "again": "abbreviation-repeated",
        "wrong": "abbreviation-misnamed",
        "other": "abbreviation-ambiguous",
        "scrambled": "abbreviation-scrambled",
    },
    "claimed-grades": {
        "mismatch": "claimed-grades-wrong",
        "universal": "claimed-grades-universal",
        "count": "claimed-grades-count",
        "partial": "claimed-grades-partial",
        "gone": "claimed-grades-overall",
    },
    "quotation": {
        "altered": "quotation-altered",
        "spliced": "quotation-spliced",
        "caveat": "quotation-truncated",
        "listed": "quotation-listed",
    },
    "occasions": {
        "inspection": "claimed-inspection-dates",
        "visit": "claimed-visit-dates",
        "ordinal": "claimed-visit-number",
    },
    "suppression": {
        "unclear": "unclear-suppression",
        "reason": "unexplained-suppression",
        "expired": "expired-suppression",
        "unused": "unused-suppression",
    },
}
# The old names of parameters of a kind, with the present ones.
PARAMETERS = {"assert": {"mend": "fixes"}}
_OLD = {new: (old, fault) for old, faults in DIVIDED.items() for fault, new in faults.items()}


class Resolved(NamedTuple):
    """The current name of a kind of check, its parameters, and the message names that the old name allowed.

    `written` has the old names of parameters, where these are written, by the present ones.
    """

    kind: str
    params: dict[str, Any]
    names: frozenset[str] = frozenset()
    written: Mapping[str, str] = MappingProxyType({})


def resolved(kind: str, params: dict[str, Any]) -> Resolved:
    """Resolve the name of a kind of check, which may be an old one, to the current kind and its parameters.

    Parameters that the old name accepted but this fault never used are dropped.
    Raise `ParamError` if an old name has no valid `fault`.
    """
    faults = DIVIDED.get(kind)
    if faults is None:
        written = {new: old for old, new in PARAMETERS.get(kind, {}).items() if old in params}
        return Resolved(kind, _renamed(kind, params), written=written)
    fault = params.get(FAULT)
    if not isinstance(fault, str) or fault not in faults:
        raise ParamError((FAULT,) if FAULT in params else (), _no_fault(fault, faults))
    own, known = _fields(faults[fault]), {field for each in faults.values() for field in _fields(each)}
    kept = {key: value for key, value in params.items() if key != FAULT and (key in own or key not in known)}
    names = frozenset[str]().union(*(_names(each) for each in faults.values()))
    return Resolved(faults[fault], kept, names)


def merged(kind: str, params: Mapping[str, Any], own: str | None, more: Mapping[str, Any]) -> Resolved:
    """Return the kind and parameters of a rule that changes those of another; either may use an old name.

    `own` is the kind that the rule names itself (or None), `more` its own `params`.
    """
    made = {**_renamed(kind, params), **_renamed(own or kind, more)}
    old, fault = _OLD.get(kind, ("", ""))
    if old and (own == old or (own is None and FAULT in more)):
        return Resolved(old, {FAULT: fault, **made})
    if own in _OLD and kind in DIVIDED and FAULT not in more:
        made.pop(FAULT, None)
    return Resolved(own or kind, made)


def advice(kind: str, params: Mapping[str, Any]) -> str | None:
    """Return the advice to replace an old name, or None if the name is current."""
    for old, present in PARAMETERS.get(kind, {}).items():
        if old in params:
            return f"write “{present}:” instead of “{old}:”"
    new = DIVIDED.get(kind, {}).get(params.get(FAULT, ""))
    return new and f"write “check: {new}” instead of “{kind}” with “{FAULT}: {params[FAULT]}”"


def _renamed(kind: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters by their present names; raise `ParamError` for one that is given by both."""
    present = PARAMETERS.get(kind, {})
    for old in present.keys() & params.keys():
        if present[old] in params:
            raise ParamError((old,), f"“{old}” is an old name of “{present[old]}”, which is given too: remove one")
    return {present.get(name, name): value for name, value in params.items()}


def _no_fault(fault: object, faults: Mapping[str, str]) -> str:
    if fault is None:
        return f"“{FAULT}” is missing"
    hint = did_you_mean(str(fault), faults) or f"; there are {', '.join(faults)}"
    return f"“{fault}” is not a fault of this kind{hint}"


def _fields(kind: str) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(checks.load(kind).Params)}


def _names(kind: str) -> frozenset[str]:
    """Return the names that messages of a kind may use, which do not depend on parameters."""
    module = checks.load(kind)
    return module.names(module.Params())
