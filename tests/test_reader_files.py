"""The files of a ledger: what cannot be opened, what is included and from where."""

from __future__ import annotations

import os
from contextlib import chdir
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from ledgers import BLOCKS, INDICATOR, PLAN, SUBMISSION, codes, ledger_of, sound

from fedstat.checks import check
from fedstat.errors import FileFault
from fedstat.language import say
from fedstat.ledgerfile import read
from fedstat.ledgerfile.files import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from fedstat.model.ledger import Ledger

UNIT = f"fedstat = 1\n{SUBMISSION}W-1 = 41.63\n"


def fault(path: Path | str) -> FileFault:
    with pytest.raises(FileFault) as raised:
        read(path)
    assert raised.value.exit_code == 3
    return raised.value


def including(folder: Path, include: str, text: str = INDICATOR) -> Ledger:
    return ledger_of(folder, text, head=f"fedstat = 1\ninclude = {include}\n")


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")


# -- the main file -----------------------------------------------------------------------------------------


def test_a_missing_file_is_told_with_what_to_try(tmp_path: Path) -> None:
    found = fault(tmp_path / "none.toml")
    assert say(found.message, "en") == f"There is no file {tmp_path / 'none.toml'}."
    assert say(found.remedy, "en") == (
        "Name one with -f LEDGER, begin one: fedstat init, or try one: fedstat init --example china-2021-2025"
    )


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    assert "is a folder" in say(fault(tmp_path).message, "en")


class Locked:
    """A path that another program keeps to itself, as on Windows."""

    def __init__(self, *, folder: bool) -> None:
        self.folder = folder

    def read_bytes(self) -> bytes:
        raise PermissionError

    def exists(self) -> bool:
        return True

    def is_file(self) -> bool:
        return not self.folder

    def is_dir(self) -> bool:
        return self.folder


@pytest.mark.parametrize(("folder", "words"), [(False, "may not be read"), (True, "is a folder")])
def test_a_file_that_may_not_be_read_is_told(folder: bool, words: str) -> None:
    with pytest.raises(FileFault) as raised:
        read_bytes(Locked(folder=folder), "fedstat.toml")  # type: ignore[arg-type]
    assert words in say(raised.value.message, "en")


def test_a_device_or_a_pipe_is_not_waited_for() -> None:
    assert "is a pipe or a device" in say(fault(os.devnull).message, "en")


def test_a_name_that_no_file_can_have_is_told() -> None:
    assert "is no name of a file" in say(fault("a\0b").message, "en")


def test_a_name_that_is_too_long_is_told() -> None:
    assert "cannot be read" in say(fault("x" * 5000).message, "en")


def test_a_file_keeps_the_name_that_the_user_gave_it(tmp_path: Path) -> None:
    write(tmp_path, "plan.toml", f"fedstat = 1\n{PLAN}nothing = 1\n")
    with chdir(tmp_path):
        ledger = read("plan.toml")
    place = ledger.findings[0].place
    assert place is not None
    assert (ledger.name, place.file) == ("plan.toml", "plan.toml")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-8"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_mark_and_the_line_endings_of_windows_are_tolerated(
    tmp_path: Path, codec: str, newline: str
) -> None:
    path = tmp_path / "fedstat.toml"
    text = f"fedstat = 1\n{PLAN}{INDICATOR}{SUBMISSION}W-1 = 41.63\n"
    path.write_bytes(text.replace("\n", newline).encode(codec))
    ledger = read(path)
    assert (codes(ledger), len(ledger.entries)) == ([], 1)


# -- included files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("include", ['["units/*.toml"]', '"units/hrss.toml"', '["**/hrss.toml"]'])
def test_included_files_are_part_of_the_ledger(tmp_path: Path, include: str) -> None:
    write(tmp_path, "units/hrss.toml", UNIT)
    ledger = including(tmp_path, include)
    assert codes(ledger) == []
    (entry,) = ledger.entries
    assert (entry.value, entry.reference_area) == (Decimal("41.63"), "某市")
    assert entry.origin.place.file == str(tmp_path / "units" / "hrss.toml")


def test_a_file_counts_once_however_many_patterns_match_it(tmp_path: Path) -> None:
    write(tmp_path, "hrss.toml", UNIT)
    assert len(including(tmp_path, '["*.toml", "hrss.toml", "fedstat.toml"]').entries) == 1


def test_the_order_of_files_is_that_of_the_patterns_then_of_the_names(tmp_path: Path) -> None:
    for name, year in (("b", 2021), ("a", 2022), ("c", 2020)):
        write(tmp_path, f"{name}.toml", UNIT.replace("2023", str(year), 1))
    ledger = including(tmp_path, '["c.toml", "*.toml"]', f"{INDICATOR}{SUBMISSION}W-1 = 1\n")
    assert [str(entry.period) for entry in ledger.entries] == ["2020", "2022", "2021", "2023"]


def test_what_is_included_stands_before_a_closing_of_the_main_file(tmp_path: Path) -> None:
    write(tmp_path, "hrss.toml", UNIT)
    closing = '[[closing]]\nround = "midterm"\nrecorded = 2023-12-31\n'
    ledger = including(tmp_path, '"hrss.toml"', BLOCKS + INDICATOR + closing)
    assert codes(ledger) == []
    assert ledger.entries[0].origin.sequence < ledger.closings[0].origin.sequence


def test_between_two_files_nothing_stands_after_a_closing(tmp_path: Path) -> None:
    write(tmp_path, "closings.toml", '[[closing]]\nround = "midterm"\nrecorded = 2023-12-31\n')
    ledger = including(tmp_path, '"closings.toml"', f"{BLOCKS}{INDICATOR}{SUBMISSION}W-1 = 41\n")
    (closing,) = ledger.closings
    assert not any(finding.code == "entry-after-closing" for finding in check(ledger))
    assert list(ledger.known(closing=closing).series) == list(ledger.known().series) != []


def test_findings_of_the_main_file_come_first(tmp_path: Path) -> None:
    write(tmp_path, "hrss.toml", UNIT.replace("W-1", "W-9"))
    ledger = including(tmp_path, '"hrss.toml"', f"{INDICATOR}lag = -1\n")
    assert codes(ledger) == ["wrong-type", "unknown-indicator"]


@pytest.mark.parametrize(
    ("include", "code"),
    [
        ('["../*.toml"]', "include-outside"),
        ("['..\\*.toml']", "include-outside"),
        ('["/etc/*.toml"]', "include-outside"),
        ('["C:/plan/*.toml"]', "include-outside"),
        ('["units/*.toml"]', "include-missing"),
        ('[""]', "include-missing"),
        ('["a\\u0000b"]', "include-missing"),
        ("5", "wrong-type"),
        ("[5]", "wrong-type"),
        ('["folder*"]', "include-missing"),
        ('["folder"]', "include-unreadable"),
        ('["folder.toml"]', "include-unreadable"),
        ('["note.md"]', "include-unreadable"),
    ],
)
def test_a_pattern_that_leads_nowhere_is_told(tmp_path: Path, include: str, code: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.toml").mkdir()
    write(tmp_path, "note.md", "x")
    assert codes(including(tmp_path, include)) == [code]


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text(UNIT, "utf-8")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "link.toml").symlink_to(tmp_path / "outside.toml")
    assert codes(including(tmp_path / "inside", '"link.toml"')) == ["include-outside"]


def test_a_file_that_cannot_be_read_leaves_no_id_unknown(tmp_path: Path) -> None:
    (tmp_path / "hrss.toml").mkdir()
    ledger = including(tmp_path, '"hrss.toml"', f"{INDICATOR}part = 'women'\n")
    assert codes(ledger) == ["include-unreadable"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"fedstat = 1\n{PLAN}", "include-plan"),
        ('fedstat = 1\ninclude = ["fedstat.toml"]\n', "include-nested"),
        ("fedstat = 2\n", "format-version"),
        ("nothing = 1\n", "unknown-key"),
        ("", ""),
    ],
)
def test_an_included_file_has_no_plan_and_includes_nothing(tmp_path: Path, text: str, code: str) -> None:
    write(tmp_path, "hrss.toml", text)
    assert codes(including(tmp_path, '"hrss.toml"')) == [code] * bool(code)


@pytest.mark.parametrize(
    "text",
    [
        f"[[domain]]\nid = 'd'\nname = 'd'\ninclude = ['hrss.toml']\n{INDICATOR}",
        f"{INDICATOR}{SUBMISSION}include = ['hrss.toml']\n",
    ],
)
def test_an_include_below_a_table_is_told(tmp_path: Path, text: str) -> None:
    write(tmp_path, "hrss.toml", UNIT)
    assert codes(ledger_of(tmp_path, text)) == ["include-order"]


def test_an_include_below_the_plan_is_told_and_followed(tmp_path: Path) -> None:
    write(tmp_path, "hrss.toml", UNIT)
    ledger = ledger_of(tmp_path, INDICATOR, plan=f"{PLAN}include = ['hrss.toml']\n")
    assert codes(ledger) == ["include-order"]
    assert len(ledger.entries) == 1


# -- included CSV files ------------------------------------------------------------------------------------

HEADER = (
    "indicator,period,value,numerator,denominator,obs_status,reference_area,breakdown,"
    "reported_by,source,evidence,recorded,note,as_printed,qualifier\n"
)


def table(folder: Path, text: str | bytes, indicator: str = INDICATOR) -> Ledger:
    raw = text.encode() if isinstance(text, str) else text
    (folder / "values.csv").write_bytes(raw)
    return including(folder, '"values.csv"', BLOCKS + indicator)


def spots(ledger: Ledger) -> list[tuple[str, int, str]]:
    """Return of every finding the code, the line and what the caret underlines."""
    found = []
    for finding in ledger.findings:
        place = finding.place
        assert place is not None
        assert place.file.endswith("values.csv")
        found.append(
            (finding.code, place.line, place.text[place.column - 1 : place.column - 1 + place.width])
        )
    return found


def test_every_column_of_a_table_is_read(tmp_path: Path) -> None:
    rows = (
        'W-1,2023,2300,,,P,某省,residence=农村；sex＝女,hrss,"报表, 二",e,'
        "2023-12-25T09:30:00,n,2300余,more than\n"
        "W-1,2022,,412,1260,,,,,,,2022-12-25,,,\n"
        "\n"
        "W-1,2021,,,,L,,,,,,,,,\n"
    )
    ledger = table(tmp_path, HEADER + rows)
    assert codes(ledger) == []
    first, ratio, none = ledger.entries
    assert (first.value, first.obs_status, first.reference_area) == (Decimal(2300), "P", "14")
    assert first.breakdown == (("residence", "rural"), ("sex", "女"))
    assert (first.reported_by, first.source, first.evidence, first.note) == ("hrss", "报表, 二", "e", "n")
    assert (first.as_printed, first.qualifier) == ("2300余", "more than")
    assert first.recorded.isoformat() == "2023-12-25T09:30:00"
    assert (str(ratio.value), ratio.recorded.isoformat()) == ("32.70", "2022-12-25T00:00:00")
    assert (none.value, none.obs_status) == (None, "L")


def test_three_columns_are_enough_and_digits_are_kept(tmp_path: Path) -> None:
    (entry,) = table(tmp_path, "\ufeffindicator,period,value\r\nW-1,2023,63.10\r\n").entries
    assert str(entry.value) == "63.10"


def test_a_value_may_be_written_as_people_write_it(tmp_path: Path) -> None:
    (entry,) = table(tmp_path, 'indicator,period,value\nW-1,2023,"４１．６３％"\n').entries
    assert entry.value == Decimal("41.63")


def test_a_finding_points_at_its_cell(tmp_path: Path) -> None:
    rows = (
        "W-9,2023,1,,,,,,,,,,,,\n"
        "W-1,23年,1,,,,,,,,,,,,\n"
        'W-1,2023,未统计,,,,"某县",,,,,,,,\n'
        "W-1,2022,1.2.3,,,,,,,,,去年,,,\n"
        "W-1,2022,5,,,,,sex,,,,,,,\n"
        "W-1,2022,,x,2,,,,,,,,,,\n"
        "W-1,2021,1,,,,,sex=老,,,,2021/12/25,,,\n"
        "W-1,2021,,,,,,,,,,,,,\n"
    )
    assert spots(table(tmp_path, HEADER + rows)) == [
        ("unknown-indicator", 2, "W-9"),
        ("bad-period", 3, "23年"),
        ("value-question", 4, "未统计"),
        ("unknown-area", 4, '"某县"'),
        ("value-not-understood", 5, "1.2.3"),
        ("bad-date", 5, "去年"),
        ("bad-breakdown", 6, "sex"),
        ("wrong-type", 7, "x"),
        ("unknown-category", 8, "sex=老"),
        ("bad-date", 8, "2021/12/25"),
        ("value-missing", 9, ","),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("indicator,period,vlaue\n", [("missing-key", 1, "indicator"), ("unknown-key", 1, "vlaue")]),
        ("indicator,value\nW-1,5\n", [("missing-key", 1, "indicator")]),
        ("indicator,period,value,value\n", [("duplicate-entry", 1, "value")]),
        ("indicator,period,value\n,2023,5\n", [("missing-key", 2, ",")]),
        ("indicator,period,value\nW-1,2023,5,6\n", [("unknown-key", 2, "6")]),
        ("indicator,period,value\nW-1,2023\n", [("value-missing", 2, "2023")]),
        ('indicator,period,value\nW-1,2023,"5\n', [("include-unreadable", 2, "W-1")]),
        ('indicator,period,value\nW-1,2023,"5"6\n', [("include-unreadable", 2, "W-1")]),
        ('indicator,period,value,note\nW-1,2023,5,"a\nb"\nW-9,2023,1,\n', [("unknown-indicator", 4, "W-9")]),
        (
            "indicator,period,value,note\nW-1,2023,5,初步数\n".encode("gbk"),
            [("encoding", 2, "初")],
        ),
    ],
)
def test_what_is_no_table_of_observations_is_told(
    tmp_path: Path, text: str | bytes, expected: list[tuple[str, int, str]]
) -> None:
    assert spots(table(tmp_path, text)) == expected


def test_the_place_of_an_entry_is_its_row(tmp_path: Path) -> None:
    ledger = table(tmp_path, "indicator,period,obs_status\nW-1,2023,L\n")
    place = ledger.entries[0].origin.place
    assert (place.line, place.text) == (2, "W-1,2023,L")


def test_a_table_comes_before_the_main_file(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", "indicator,period,value\nW-1,2022,1\n")
    ledger = including(tmp_path, '"a.csv"', f"{INDICATOR}{SUBMISSION}W-1 = 2\n")
    assert [str(entry.period) for entry in ledger.entries] == ["2022", "2023"]


def test_a_sound_ledger_has_no_findings(tmp_path: Path) -> None:
    assert sound(tmp_path, BLOCKS + INDICATOR).findings == ()


def test_links_that_lead_nowhere_or_in_a_circle_are_told(tmp_path: Path) -> None:
    for target in ("gone.toml", "a.toml"):
        link = tmp_path / "a.toml"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        with pytest.raises(FileFault) as fault:
            read_bytes(link, "a.toml")
        assert f"there is no file: {target}" in say(fault.value.message, "en")


def test_what_the_system_says_of_a_file_is_passed_on(tmp_path: Path) -> None:
    name = "x" * 5000
    with pytest.raises(FileFault, match="cannot be read"):
        read_bytes(tmp_path / name, "x")
