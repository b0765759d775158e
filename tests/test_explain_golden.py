"""Whole explanations of the examples, as every screen shows them, in Chinese and in English.

python tests/test_explain_golden.py     write the golden files anew; read the diff before you commit it
"""

from __future__ import annotations

import io
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from fedstat.api import assess, read
from fedstat.exporters.json import record_json
from fedstat.exporters.markdown import blocks_markdown
from fedstat.render import PIPE, Screen, write
from fedstat.render.widths import width_of
from fedstat.reports.explain import blocks_of, dossier_of, explain_record

if TYPE_CHECKING:
    from fedstat.language import Language
    from fedstat.model.ledger import Ledger

ROOT: Final = Path(__file__).resolve().parent.parent
GOLDEN: Final = Path(__file__).with_name("golden") / "explain"
SCREENS: Final = {"80": Screen(width=80), "120": Screen(width=120), "ascii": Screen(ascii=True), "pipe": PIPE}


class Case(NamedTuple):
    """One golden file."""

    name: str
    form: str
    """A screen, or md, or json."""
    language: Language
    example: str
    code: str
    round: str | None = None
    method: str | None = None

    @property
    def path(self) -> Path:
        """Return the file."""
        ending = self.form if self.form in {"md", "json"} else "txt"
        return GOLDEN / f"{self.name}.{self.form}.{self.language}.{ending}"


CITY: Final = "city-plan-190"
CASES: Final = (
    *(
        Case("behind", form, language, CITY, "W-3-01", "midterm")
        for form in (*SCREENS, "md", "json")
        for language in ("zh", "en")
    ),
    Case("met", "120", "zh", CITY, "W-2-04"),
    Case("milestone", "80", "zh", CITY, "W-1-01", "midterm"),
    Case("milestone", "80", "en", CITY, "W-1-01", "midterm"),
    Case("trend", "80", "zh", CITY, "W-4-10"),
    Case("trend", "pipe", "en", CITY, "W-4-10"),
    Case("no-data", "80", "zh", CITY, "C-5-04"),
    Case("no-data", "pipe", "en", CITY, "C-5-04"),
    Case("break", "80", "zh", CITY, "W-4-13"),
    Case("break", "pipe", "en", CITY, "W-4-13"),
    Case("redefined", "120", "zh", CITY, "W-5-11"),
    Case("breakdown", "80", "zh", CITY, "C-5-01"),
    Case("breakdown", "pipe", "en", CITY, "C-5-01"),
    Case("sum", "pipe", "zh", CITY, "W-1-13"),
    Case("relative", "pipe", "zh", CITY, "C-3-05"),
    Case("derived", "pipe", "zh", CITY, "C-1-15"),
    Case("kept", "pipe", "zh", CITY, "W-5-02"),
    Case("term", "pipe", "zh", CITY, "W-4-01"),
    Case("revised", "pipe", "zh", CITY, "W-7-04"),
    Case("withdrawn-value", "pipe", "zh", CITY, "W-6-09"),
    Case("withdrawn", "pipe", "zh", CITY, "C-2-14"),
    Case("statcan", "pipe", "zh", CITY, "C-1-15", "midterm", "statcan"),
    Case("national", "pipe", "en", "china-2021-2025", "C-4-01"),
    Case("article", "pipe", "en", "taiyuan-2023", "T-01"),
)


@cache
def ledger(example: str) -> Ledger:
    """Return an example, named as a user in the repository names it."""
    with chdir(ROOT):
        return read(f"examples/{example}.toml")


def written(case: Case) -> bytes:
    """Return what a golden file must hold."""
    found = assess(ledger(case.example), round=case.round, method=case.method)
    with chdir(ROOT):
        dossier = dossier_of(found, case.code)
        if case.form == "json":
            return record_json(explain_record(found, [dossier], case.language))
        blocks = blocks_of(dossier, case.language)
    if case.form == "md":
        return blocks_markdown(blocks)
    stream = io.StringIO()
    write(blocks, stream, SCREENS[case.form])
    return stream.getvalue().encode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.name)
def test_an_explanation_is_what_its_golden_file_says(case: Case) -> None:
    assert written(case).decode() == case.path.read_text("utf-8")


@pytest.mark.parametrize("case", [case for case in CASES if case.form.isdigit()], ids=lambda c: c.path.name)
def test_no_line_of_a_golden_file_is_wider_than_its_screen_or_ends_in_a_space(case: Case) -> None:
    for line in case.path.read_text("utf-8").splitlines():
        assert width_of(line) <= int(case.form)
        assert line == line.rstrip()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {case.path.name for case in CASES}


if __name__ == "__main__":
    for one in CASES:
        one.path.write_bytes(written(one))
