"""The notebook in the examples runs, and shows what it says."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

NOTEBOOK = ROOT / "examples" / "archive.ipynb"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The cells of code of the notebook, after it was run beside the examples."""
    nbformat = pytest.importorskip("nbformat", reason="notebooks are read by nbformat (extra dev)")
    client = pytest.importorskip("nbclient", reason="notebooks are run by nbclient (extra dev)")
    pytest.importorskip("pandas", reason="the notebook uses pandas (extra dev)")
    pytest.importorskip("ipykernel", reason="notebooks need a kernel (extra dev)")
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    book = nbformat.read(NOTEBOOK, as_version=4)
    client.NotebookClient(book, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return [each for each in book.cells if each.cell_type == "code"]


def shown(cell: Any) -> str:
    """What a cell has printed or returned, as text and as HTML."""
    return "".join(each.get("text", "") + "".join(each.get("data", {}).values()) for each in cell.outputs)


def test_the_notebook_runs_and_shows_what_it_says(run: list[Any]) -> None:
    result, frame, rules, archive, grades, topics = map(shown, run[1:])
    assert "northfell-2024-with-faults.txt (ilacs):" in result
    assert "<table>" in result
    assert "inspector-title-date" in frame
    assert "severity" in rules
    assert archive.startswith("18 documents known")
    assert "2024" in grades
    assert "management oversight" in topics


def test_the_notebook_is_kept_without_what_it_has_shown() -> None:
    nbformat = pytest.importorskip("nbformat", reason="notebooks are read by nbformat (extra dev)")
    book = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(book)
    assert [each.outputs for each in book.cells if each.cell_type == "code" and each.outputs] == []
    assert Path(NOTEBOOK).stat().st_size < 10_000
