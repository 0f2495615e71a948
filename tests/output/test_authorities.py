"""Who a document is about: numbers from paths, codes and regions from a list, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.output.tables.authorities import Authorities, Authority, number_in, read


@pytest.mark.parametrize(
    ("path", "number"),
    [
        pytest.param("reports/80999_northfell/report.pdf", 80999, id="five digits before a name"),
        pytest.param("/a/2999999_west merrowdale/x/report.pdf", 2999999, id="seven digits, in a folder above"),
        pytest.param("80998_a/80999_b/report.pdf", 80999, id="the nearest of two folders"),
        pytest.param("C:\\reports\\80999_northfell\\report.pdf", 80999, id="a path of Windows"),
        pytest.param("80999_report.pdf", None, id="a file"),
        pytest.param("reports/202406_june/report.pdf", None, id="a month"),
        pytest.param("reports/80999/report.pdf", None, id="a number alone"),
        pytest.param("reports/180999_northfell/report.pdf", None, id="six digits"),
        pytest.param("reports/80999_2/report.pdf", None, id="no name"),
    ],
)
def test_the_number_is_that_of_a_folder(path: str, number: int | None) -> None:
    assert number_in(path) == number


def written(tmp_path: Path, text: str) -> str:
    file = tmp_path / "list.csv"
    file.write_bytes(text.encode())
    return str(file)


def test_an_authority_is_found_by_its_number_and_else_by_its_name(tmp_path: Path) -> None:
    found = read(written(tmp_path, "\ufeffRegion,Name,Number\nNorth,Northfell City Council,80999\nSouth,Saltmarsh,\n"))
    assert found.of("80999_elsewhere/a.pdf", "Saltmarsh") == Authority(80999, None, "North")
    assert found.of("a.pdf", "the Borough of Saltmarsh") == Authority(None, None, "South")
    assert found.of("80001_nowhere/a.pdf", "Northfell") == Authority(80001, None, "North")
    assert found.of("a.pdf", None) == Authorities().of("a.pdf", "Northfell") == Authority(None, None, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "list.csv:1: the first line must name the columns", id="nothing"),
        pytest.param("name,regoin\nA,B\n", "did you mean “region”?", id="a slip in a column"),
        pytest.param("name,region\nA,B\nA,C\n", "list.csv:3: “A” is in this list already", id="a name twice"),
        pytest.param("number,code\n80999,X\n80999,Y\n", "list.csv:3: the number 80999", id="a number twice"),
        pytest.param("number,code\n12,X\n", "list.csv:2: “12” is not a number of Ofsted’s", id="another number"),
        pytest.param("name,region\n,North\n", "list.csv:2: an authority needs a name or a number", id="no name"),
        pytest.param('name,region\n"A,B\n', "this is no CSV file", id="a quotation mark that is not closed"),
    ],
)
def test_a_wrong_list_is_one_line(text: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        read(written(tmp_path, text))
    assert (why in str(raised.value), str(raised.value).count("\n")) == (True, 0)


def test_a_list_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("name,region\nMôr,North\n".encode("cp1252"))
    with pytest.raises(ConfigError, match="is not UTF-8; save it as “CSV UTF-8”"):
        read(str(file))


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read(str(tmp_path / "none.csv"))
