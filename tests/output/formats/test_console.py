"""The console as a newcomer sees it without flags: colour, links, width; and shells complete."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from ofsted_lint.output.colour import coloured, linked

Run = Callable[..., tuple[int, str, str]]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("when", "environment", "expected"),
    [
        pytest.param("auto", {}, True, id="a terminal has colour"),
        pytest.param("auto", {"NO_COLOR": "1"}, False, id="NO_COLOR takes it away"),
        pytest.param("auto", {"NO_COLOR": ""}, True, id="an empty NO_COLOR is none"),
        pytest.param("always", {"NO_COLOR": "1"}, True, id="the command line wins over NO_COLOR"),
        pytest.param("never", {"FORCE_COLOR": "1"}, False, id="the command line wins over FORCE_COLOR"),
        pytest.param("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, id="NO_COLOR wins over FORCE_COLOR"),
        pytest.param("auto", {"FORCE_COLOR": "0"}, False, id="FORCE_COLOR=0 means none"),
        pytest.param("auto", {"FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"}, False, id="and wins over CLICOLOR_FORCE"),
        pytest.param(
            "auto", {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True, id="CLICOLOR_FORCE wins over a dumb terminal"
        ),
        pytest.param("auto", {"TERM": "dumb"}, False, id="a dumb terminal has none"),
        pytest.param("auto", {"CLICOLOR": "0"}, False, id="CLICOLOR=0 means none"),
        pytest.param("auto", {"CLICOLOR": "1"}, True, id="CLICOLOR=1 leaves it to the terminal"),
    ],
)
def test_colour_on_a_terminal(when: str, environment: dict[str, str], expected: bool) -> None:
    assert coloured(Terminal(), when, environment) is expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"CLICOLOR": "1"}, False), ({"FORCE_COLOR": "1"}, True), ({"CLICOLOR_FORCE": "1"}, True)],
)
def test_colour_where_output_is_piped(environment: dict[str, str], expected: bool) -> None:
    assert coloured(io.StringIO(), "auto", environment) is expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"TERM_PROGRAM": "vscode"}, True), ({"VTE_VERSION": "6800"}, True), ({"VTE_VERSION": "4999"}, False),
     ({"TERM_PROGRAM": "vscode", "TERM": "dumb"}, False)],
)  # fmt: skip
def test_links_where_they_are_known_to_work(environment: dict[str, str], expected: bool) -> None:
    assert linked(Terminal(), environment) is expected
    assert linked(io.StringIO(), environment) is False


def test_nothing_but_text_is_printed_to_a_pipe(run: Run) -> None:
    assert "\x1b" not in run("examples/northfell-2024-with-faults.txt")[1]


def test_colour_can_be_asked_for(run: Run) -> None:
    out = run("examples/northfell-2024-with-faults.txt", "--color", "always")[1]
    assert "\x1b[1;31merror: " in out
