"""The golden rows: what Indonesian readers expect of analysis, dates and search."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def check() -> ModuleType:
    """The script `check.py` as a module."""
    spec = importlib.util.spec_from_file_location("golden_check", HERE / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["golden_check"] = module
    spec.loader.exec_module(module)
    return module


def test_given_rows(check: ModuleType) -> None:
    """All `must` rows of the given file pass, and at least nine in ten of the others."""
    rows = check.read_rows(HERE / "analysis.tsv")
    failed = [(row.id, problem) for row, problem in check.failures(rows)]
    must = {row.id for row in rows if row.priority == "must"}
    assert len(must) == 80
    assert len(rows) == 110
    assert not [found for found in failed if found[0] in must]
    assert len(failed) <= 3, failed


def test_our_rows(check: ModuleType) -> None:
    """Every `must` row that we wrote ourselves passes."""
    rows = check.read_rows(HERE / "more.tsv")
    failed = [(row.id, row.query, problem) for row, problem in check.failures(rows) if row.priority == "must"]
    assert len(rows) >= 200
    assert not failed


def test_a_failing_row_is_printed_and_counted(
    check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind of row can fail; the failing row and the sum are printed."""
    rows = [
        "T1\tx\ttokens\tmust\tsatu dua\t\tsatu !dua\t",
        "T2\tx\tnumber\tshould\t1.000\t\t5\t",
        "T3\tx\tdate\tmust\t1 Mei 2024\t\t2024-05-02\t",
        "T4\tx\tdate\tmust\tbesok lusa\t\t2024-05-02\t",
        "T5\tx\tdate\tmust\t1 Mei 2024\t\tnone\t",
        "T6\tx\tmatch\tmust\tgajah\tseekor harimau\tmatch\t",
        "T7\tx\tnomatch\tmust\tharimau\tseekor harimau\tnomatch\t",
        "T8\tx\trank\tmust\tbadak\tseekor kuda ||| seekor badak\tfirst>second\t",
        "T9\tx\ttokens\tmust\tsatu\t\tsatu\t",
    ]
    file = tmp_path / "rows.tsv"
    file.write_text("id\tgroup\tkind\tpriority\tquery\tdoc\texpected\tnote\n" + "\n".join(rows) + "\n", "utf-8")
    assert check.main([str(file)]) == 1
    printed = capsys.readouterr().out
    assert printed.endswith("passed 1 of 9 (must 1 of 8)\n")
    assert all(f"T{number}\t" in printed for number in range(1, 9))


def test_a_row_with_too_many_cells_is_named(check: ModuleType, tmp_path: Path) -> None:
    """A row of another shape is an error that names file and line."""
    file = tmp_path / "rows.tsv"
    file.write_text("\t" * 9 + "x", "utf-8")
    with pytest.raises(ValueError, match=r"rows\.tsv:1: 10 cells"):
        check.read_rows(file)
