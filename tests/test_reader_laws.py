"""What holds for any ledger: nothing that TOML can say makes the reader stumble."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fedstat.errors import SEVERITIES, KeyPath, Place
from fedstat.language import LANGUAGES, say
from fedstat.ledgerfile.assembly import Assembly
from fedstat.ledgerfile.datafile import load
from fedstat.ledgerfile.getters import Book
from fedstat.ledgerfile.opening import Opened
from fedstat.ledgerfile.sections import blocks, entries, indicator, plan, submission, target

if TYPE_CHECKING:
    from fedstat.model.ledger import Ledger


class Anywhere:
    """A source that knows no lines."""

    name = "test.toml"

    def locate(self, path: KeyPath, *, key: bool = False) -> Place:
        return Place(file=self.name, line=len(path), column=1 + key)


STAMP = datetime.fromisoformat("2023-12-25T09:30:00")
TEXTS = st.sampled_from(
    (
        *(
            "",
            " ",
            "W-1",
            "W.1",
            "MAR-1",
            "女",
            "农村",
            "sex",
            "某市",
            "某省",
            "hrss",
            "2023",
            "2023-06",
            "term:15",
        ),
        *(
            "2023.12",
            "2023年12月25日",
            "41.63%",
            "2300余场次",
            "—",
            "2/3",
            "1/0",
            "increase",
            "正向",
            "trend",
            "A",
        ),
        *(
            "达到45%以上",
            "逐步提高",
            "保持在45%左右",
            "其中城市95%以上，农村87%以上",
            "普及",
            "L",
            "met",
            "x" * 200,
        ),
    )
)
SCALARS = st.one_of(
    TEXTS,
    st.text(max_size=5),
    st.booleans(),
    st.integers(min_value=-3, max_value=130),
    st.sampled_from([10**15, -(10**4000), 2023]),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.sampled_from([Decimal("1e999999"), Decimal("-1e-999999"), Decimal("sNaN"), Decimal("-0.0")]),
    st.sampled_from([date(1, 1, 1), date(2023, 12, 25), date(9999, 12, 31), time(9, 30)]),
    st.sampled_from([STAMP, STAMP.replace(tzinfo=UTC), STAMP.replace(year=9999)]),
)
SHAPES = (
    *(plan.SHAPE, indicator.SHAPE, submission.SHAPE, submission.VALUE, target.SHAPE),
    *(blocks._NAMED, entries._CLAIM),  # noqa: SLF001 - their keys make likely data
)
KEYS = st.sampled_from(
    (
        *sorted({key for shape in SHAPES for key in shape}),
        *(
            "fedstat",
            "include",
            "plan",
            "part",
            "dimension",
            "domain",
            "goal",
            "member_unit",
            "area",
            "round",
        ),
        *("indicator", "submission", "explanation", "judgement", "withdrawal", "closing", "claim"),
        *(
            "plan_edition",
            "id",
            "categories",
            "percent",
            "points",
            "W-1",
            "W-2",
            "sex",
            "residence",
            "counts",
        ),
        *("parent", "title", "x"),
    )
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


def tables(shape: Any, *more: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return tables with the keys of a shape and anything under them."""
    return st.dictionaries(st.sampled_from([*shape, *more, "x"]), DATA, max_size=6)


PLANS = tables(plan.SHAPE).map(lambda more: {"title": "x", "reference_area": "某市", **more})
INDICATORS = tables(indicator.SHAPE).map(lambda more: {"code": "W-1", "name": "x", **more})
SUBMISSIONS = tables(submission.SHAPE).map(lambda more: {"period": "2023", "values": {"W-1": 1}, **more})
DIMENSIONS = st.just({"id": "sex", "name": "性别", "categories": ["女", {"id": "农村", "name": "rural"}]})
LEDGERS = st.fixed_dictionaries(
    {"fedstat": st.just(1), "plan": PLANS},
    optional={
        "dimension": st.lists(DIMENSIONS | tables(blocks._DIMENSION), max_size=2),  # noqa: SLF001 - as above
        "part": st.lists(tables(blocks._PART), max_size=2),  # noqa: SLF001 - as above
        "round": st.lists(tables(blocks._ROUND), max_size=2),  # noqa: SLF001 - as above
        "area": st.lists(tables(blocks._NAMED, "parent"), max_size=2),  # noqa: SLF001 - as above
        "plan_edition": st.lists(tables(plan.SHAPE), max_size=2),
        "indicator": st.lists(INDICATORS, max_size=3),
        "submission": st.lists(SUBMISSIONS, max_size=3),
        "withdrawal": st.lists(tables(entries._WITHDRAWAL), max_size=2),  # noqa: SLF001 - as above
        "closing": st.lists(tables(entries._CLOSING), max_size=2),  # noqa: SLF001 - as above
        "claim": st.lists(tables(entries._CLAIM), max_size=2),  # noqa: SLF001 - as above
        "x": DATA,
    },
)


def ledger_of(data: dict[str, Any], damaged: frozenset[KeyPath] = frozenset()) -> Ledger:
    """Return what the reader makes of data, whatever it is, and say all that it found."""
    ledger = Assembly(Book(), Opened(source=Anywhere(), data=data, damaged=damaged)).ledger()
    for finding in ledger.findings:
        assert finding.code in SEVERITIES
        for language in LANGUAGES:
            assert say(finding.message, language)
            assert say(finding.remedy, language) or finding.remedy is None
    return ledger


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(KEYS, DATA, max_size=8))
def test_no_data_makes_the_reader_stumble(data: dict[str, Any]) -> None:
    assert ledger_of(data).name == "test.toml"


@settings(deadline=None, max_examples=100)
@given(
    LEDGERS, st.frozensets(st.sampled_from([(), ("plan",), ("indicator", 0), ("submission",)]), max_size=2)
)
@example({"fedstat": 1, "submission": [{"period": "2023", "values": {"W-1": Decimal("sNaN")}}]}, frozenset())
def test_no_ledger_makes_the_reader_stumble(data: dict[str, Any], damaged: frozenset[KeyPath]) -> None:
    assert len(ledger_of(data, damaged).indicators) <= 3


@settings(deadline=None, max_examples=60)
@given(LEDGERS)
def test_a_broken_entry_does_not_spoil_a_sound_one(data: dict[str, Any]) -> None:
    sound = {"code": "S-1", "name": "sound", "direction": "increase", "target": {"at_least": Decimal(45)}}
    data = {**data, "indicator": [*data.get("indicator", ()), sound]}
    data["submission"] = [
        *data.get("submission", ()),
        {"period": "2023", "values": {"S-1": Decimal("63.10")}},
    ]
    ledger = ledger_of(data)
    (found,) = (entry for entry in ledger.indicators if entry.code == "S-1")
    assert found.targets[0].value == Decimal(45)
    assert "63.10" in {str(entry.value) for entry in ledger.entries if entry.indicator == "S-1"}


@settings(deadline=None, max_examples=100)
@given(
    st.binary(max_size=200)
    | st.text(alphabet='W-12,"\n\r; =女é.\0', max_size=80).map(
        lambda text: f"indicator,period,value,breakdown\n{text}".encode()
    )
)
def test_no_bytes_of_a_table_make_the_reader_stumble(raw: bytes) -> None:
    file, data, findings = load("values.csv", raw)
    book = Book()
    main = Opened(source=Anywhere(), data={"fedstat": 1}, damaged=frozenset())
    ledger = Assembly(book, main, (Opened(source=file, data=data, damaged=frozenset()),)).ledger()
    assert all(finding.place for finding in (*findings, *ledger.findings))
