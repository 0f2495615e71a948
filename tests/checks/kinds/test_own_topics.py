"""Topics of the user's own in the configuration: points and findings are asked for them as for those of the rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
REPORT = """\
What needs to improve?
◼ The {point}.

The experiences and progress of care leavers: good
1.   Personal advisers know their care leavers well.
2.   {finding}
"""
TOPIC = """
[[rule.{rule}.params.more_topics]]
names = ["lighthouse mornings"]
points = ["harbour sessions"]
findings = ["beacon mornings"]
"""
NOT_MENTIONED = "no numbered paragraph mentions lighthouse mornings"


def said(run: Run, folder: Path, rule: str, text: str, topic: str) -> list[str]:
    """What a rule says of a report, with this in the configuration."""
    (folder / "report.txt").write_text(text, "utf-8")
    (folder / "ofsted-lint.toml").write_text(topic, "utf-8")
    options = ("--config", folder / "ofsted-lint.toml", "--kind", "ilacs", "--select", rule, "--format", "json")
    _, out, err = run("check", folder / "report.txt", *options)
    assert err == ""
    return [each["message"] for each in json.loads(out)["documents"][0]["findings"]]


def fact(messages: list[str]) -> list[bool]:
    return [NOT_MENTIONED in each for each in messages]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ("Plans are clear.", [True]),
        ("Too few lighthouse mornings are held.", []),
        ("Beacon mornings are not held often enough.", []),
    ],
    ids=["nowhere", "by its name", "by a wider name for findings"],
)
def test_a_point_on_a_topic_of_the_users_own_is_looked_up(
    run: Run, tmp_path: Path, finding: str, expected: list[bool]
) -> None:
    rule = "improvement-not-in-findings"
    text = REPORT.format(point="range of lighthouse mornings", finding=finding)
    assert fact(said(run, tmp_path, rule, text, TOPIC.format(rule=rule))) == expected


def test_without_the_topic_the_rule_says_nothing_of_it(run: Run, tmp_path: Path) -> None:
    text = REPORT.format(point="range of lighthouse mornings", finding="Plans are clear.")
    assert fact(said(run, tmp_path, "improvement-not-in-findings", text, "")) == []


@pytest.mark.parametrize(
    ("point", "expected"),
    [("timeliness of pathway plans", 1), ("harbour sessions", 0)],
    ids=["no point takes it up", "a point takes it up by another word"],
)
def test_a_weakness_in_a_topic_of_the_users_own_is_missed_in_the_points(
    run: Run, tmp_path: Path, point: str, expected: int
) -> None:
    rule = "finding-not-in-improvements"
    weak = "Lighthouse mornings are not regular enough, and too variable in quality."
    text = REPORT.format(point=point, finding=f"{weak}\n3.   Too often, lighthouse mornings are poor.")
    assert len(said(run, tmp_path, rule, text, TOPIC.format(rule=rule))) == expected
