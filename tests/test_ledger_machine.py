"""A ledger used for years by two offices, against a plain dictionary of what it should hold.

Two copies are added to, revised, withdrawn from, mailed in other line endings, and joined in either order;
after every step each copy must say just what the dictionary says, now and on every earlier day.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from ledgers import BLOCKS, PLAN
from shells import fedstat

from fedstat.ledgerfile import read
from fedstat.ledgerfile.appending import ChangedMeanwhile, commit, prospect, standing
from fedstat.ledgerfile.joining import Copy, Joined, join
from fedstat.ledgerfile.writer import Draft
from fedstat.model.entry import FROM_THE_START

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedstat.ledgerfile.writer import Plain

# -- the plain dictionary ----------------------------------------------------------------------------------

Groups = tuple[tuple[str, str], ...]
Said = tuple[Decimal | None, str]
"""A value, or none, and its status; 41.60 and 41.6 are one value, whichever digits stand."""


class Key(NamedTuple):
    """What a value is of."""

    code: str
    area: str
    groups: Groups
    period: str


class Value(NamedTuple):
    """A value that was entered."""

    stamp: datetime
    key: Key
    said: Said


class Edition(NamedTuple):
    """An indicator as it was written, or written anew."""

    stamp: datetime
    code: str
    name: str


class Withdrawal(NamedTuple):
    """An indicator, or values, taken back."""

    stamp: datetime
    code: str
    area: str = ""
    groups: Groups | None = None
    period: str | None = None

    def takes(self, key: Key) -> bool:
        """Whether it names this value."""
        return (self.code, self.area, self.period) == (key.code, key.area, key.period) and (
            self.groups is None or self.groups == key.groups
        )


Event = Value | Edition | Withdrawal


def replayed(events: Iterable[Event], on: date | None) -> tuple[dict[Key, Said], dict[str, str]]:
    """Return the values and the names of the indicators that stand at the end of a day."""
    values: dict[Key, Said] = {}
    names: dict[str, str] = {}
    for event in sorted(events, key=lambda event: (event.stamp, isinstance(event, Withdrawal))):
        if on is not None and event.stamp.date() > on:
            break
        if isinstance(event, Value):
            values[event.key] = event.said
        elif isinstance(event, Edition):
            names[event.code] = event.name
        elif event.period is None:
            names.pop(event.code, None)
        else:
            values = {key: said for key, said in values.items() if not event.takes(key)}
    return values, names


def contradictory(events: Iterable[Event]) -> bool:
    """Whether two entries say different things of one thing at one moment."""
    said: dict[object, object] = {}
    name: object
    what: object
    for event in events:
        if isinstance(event, Value):
            name, what = (event.stamp, event.key), event.said
        elif isinstance(event, Edition) and event.stamp != FROM_THE_START:
            name, what = (event.stamp, event.code), event.name
        else:
            continue
        if said.setdefault(name, what) != what:
            return True
    return False


# -- what is drawn -----------------------------------------------------------------------------------------

CODES = ("W-1", "W-2", "W-3")
DAYS = [date(2024, 1, day) for day in range(1, 7)]
INCLUDED = "units/hrss.toml"
START = f"""\
fedstat = 1
include = "{INCLUDED}"

{PLAN}{BLOCKS}""" + "".join(
    f'\n[[indicator]]\ncode = "{code}"\nname = "名称"\nunit_measure = "%"\ndirection = "increase"\n'
    'target = "逐步提高"\n'
    for code in CODES
)

OWN = '# 人力资源\n[[submission]]\nperiod = "2021"\n[submission.values]\nW-1 = 40.1\n'
"""What stands in the included file from the start, so that it has a beginning to be known by."""
FIRST = Value(FROM_THE_START, Key("W-1", "1401", (), "2021"), (Decimal("40.1"), "A"))

sides = st.sampled_from(["ours", "theirs"])
stamps = st.one_of(
    st.none(),
    st.sampled_from(DAYS),
    st.builds(datetime.combine, st.sampled_from(DAYS), st.sampled_from([time(9), time(9, 30), time(0)])),
)
dated = stamps.filter(lambda stamp: stamp is not None)
keys = st.builds(
    Key,
    st.sampled_from(CODES),
    st.sampled_from(["1401", "1401", "14"]),
    st.sampled_from([(), (), (("residence", "rural"),), (("residence", "城市"), ("sex", "女"))]),
    st.sampled_from(["2022", "2023", "2023-H1"]),
)
said = st.sampled_from(
    [
        (Decimal("41.60"), "A"),
        (Decimal("41.6"), "A"),
        (Decimal(42), "A"),
        (Decimal("3.0"), "P"),
        (None, "L"),
    ]
)
into = st.sampled_from([None, None, INCLUDED])


def moment(stamp: date | datetime | None) -> datetime:
    """Return the moment from which an entry counts."""
    if stamp is None:
        return FROM_THE_START
    return stamp if isinstance(stamp, datetime) else datetime.combine(stamp, time())


def fields_of(stamp: date | None, key: Key) -> dict[str, Plain]:
    """Return what an entry says of its key, beside the code."""
    fields: dict[str, Plain] = {"period": key.period}
    if stamp is not None:
        fields["recorded"] = stamp
    if key.area != "1401":
        fields["reference_area"] = key.area
    if key.groups:
        fields["breakdown"] = dict(key.groups)
    return fields


def written(value: Said) -> Plain:
    """Return a value as an entry holds it."""
    number, status = value
    if number is None:
        return {"obs_status": status}
    return number if status == "A" else {"value": number, "obs_status": status}


class Submission(NamedTuple):
    """Some values of one key, but for the code, that come together."""

    stamp: date | None
    key: Key
    more: dict[str, Said]

    @property
    def events(self) -> set[Event]:
        """What it says."""
        return {
            Value(moment(self.stamp), self.key._replace(code=code), value)
            for code, value in self.more.items()
        }

    @property
    def draft(self) -> Draft:
        """The entry."""
        values = {code: written(value) for code, value in self.more.items()}
        return Draft(kind="submission", fields={**fields_of(self.stamp, self.key), "values": values})


submissions = st.builds(
    Submission, stamps, keys, st.dictionaries(st.sampled_from(CODES), said, min_size=1, max_size=3)
)


# -- the machine -------------------------------------------------------------------------------------------


class Office(NamedTuple):
    """A copy of the ledger, and what was ever entered into it."""

    folder: Path
    events: set[Event]

    @property
    def path(self) -> Path:
        """The main file."""
        return self.folder / "fedstat.toml"

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of the ledger's files."""
        return {name: (self.folder / name).read_bytes() for name in ("fedstat.toml", INCLUDED)}

    def put(self, files: dict[str, bytes]) -> None:
        """Write the ledger's files, as mail or git does."""
        for name, raw in files.items():
            (self.folder / name).write_bytes(raw)


def styled(text: bytes, newline: str, *, bom: bool) -> bytes:
    """Return a text in other line endings, with or without a mark at its beginning."""
    plain = text.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return b"\xef\xbb\xbf" * bom + plain.replace(b"\n", newline.encode())


class Offices(RuleBasedStateMachine):
    """Two copies of a ledger that grow apart and are joined."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        start: set[Event] = {FIRST, *(Edition(FROM_THE_START, code, "名称") for code in CODES)}
        self.offices = {name: Office(self.folder / name, set(start)) for name in ("ours", "theirs")}
        self.base: dict[str, bytes] = {}
        self.numbers = itertools.count()

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder)

    @initialize(newline=st.sampled_from(["\n", "\r\n"]), bom=st.booleans(), end=st.sampled_from(["", "\n"]))
    def begin(self, newline: str, end: str, *, bom: bool) -> None:
        text = styled(START.strip("\n").encode() + end.encode(), newline, bom=bom)
        self.base = {"fedstat.toml": text, INCLUDED: OWN.encode()}
        for office in self.offices.values():
            (office.folder / "units").mkdir(parents=True)
            office.put(self.base)

    # -- what an office does

    def append(self, side: str, drafts: list[Draft], events: set[Event], into: str | None = None) -> None:
        """Append entries, unless they contradict what stands; then see that the reader says so."""
        office = self.offices[side]
        before, grows = office.files, into or "fedstat.toml"
        step = prospect(standing(office.path), drafts, into)
        if contradictory(office.events | events):
            assert "duplicate-entry" in {finding.code for finding in step.ledger.findings}
            return
        commit(step)
        assert step.ledger.findings == ()
        after = office.files
        assert after.pop(grows).startswith(before.pop(grows))
        assert after == before
        office.events.update(events)

    @rule(side=sides, given=st.lists(submissions, min_size=1, max_size=3), into=into)
    def add(self, side: str, given: list[Submission], into: str | None) -> None:
        """Enter new values, several entries at once."""
        events = set().union(*(one.events for one in given))
        self.append(side, [one.draft for one in given], events, into)

    @rule(side=sides, value=said, stamp=stamps, into=into, data=st.data())
    def revise(
        self, side: str, value: Said, stamp: date | None, into: str | None, data: st.DataObject
    ) -> None:
        """Enter another value for something that has one."""
        known = sorted({event.key for event in self.offices[side].events if isinstance(event, Value)})
        if known:
            key = data.draw(st.sampled_from(known))
            one = Submission(stamp, key, {key.code: value})
            self.append(side, [one.draft], one.events, into)

    @rule(
        side=sides, key=keys, stamp=stamps, values=st.dictionaries(st.sampled_from(["城市", "rural"]), said)
    )
    def add_groups(self, side: str, key: Key, stamp: date | None, values: dict[str, Said]) -> None:
        """Enter the values of several sub-groups under one code."""
        plain = key._replace(groups=())
        items: list[Plain] = []
        for group, value in values.items():
            own = written(value)
            own = own if isinstance(own, dict) else {"value": own}
            items.append({**own, "breakdown": {"residence": group}})
        events: set[Event] = {
            Value(moment(stamp), key._replace(groups=(("residence", group),)), value)
            for group, value in values.items()
        }
        if items:
            fields = {**fields_of(stamp, plain), "values": {key.code: items}}
            self.append(side, [Draft(kind="submission", fields=fields)], events)

    @rule(side=sides, code=st.sampled_from(CODES), stamp=dated, name=st.sampled_from(["一", "二"]), into=into)
    def new_edition(self, side: str, code: str, stamp: date, name: str, into: str | None) -> None:
        """Write an indicator anew."""
        fields: dict[str, Plain] = {"code": code, "name": name, "unit_measure": "%", "direction": "increase"}
        fields |= {"target": "逐步提高", "recorded": stamp, "reason": "调整", "document": "1号"}
        self.append(
            side, [Draft(kind="indicator", fields=fields)], {Edition(moment(stamp), code, name)}, into
        )

    @rule(side=sides, key=keys, stamp=dated, whole=st.booleans(), into=into, data=st.data())
    def withdraw_value(
        self, side: str, key: Key, stamp: date, into: str | None, data: st.DataObject, *, whole: bool
    ) -> None:
        """Take back a value, of one sub-group or of all; sometimes one that nobody entered."""
        known = sorted({event.key for event in self.offices[side].events if isinstance(event, Value)})
        if known:
            key = data.draw(st.sampled_from(known))
        fields = {"indicator": key.code, **fields_of(stamp, key), "reason": "误报", "by": "办公室"}
        groups: Groups | None = key.groups
        if whole or not key.groups:
            fields.pop("breakdown", None)
            groups = None
        event = Withdrawal(moment(stamp), key.code, key.area, groups, key.period)
        self.append(side, [Draft(kind="withdrawal", fields=fields)], {event}, into)

    @rule(side=sides, code=st.sampled_from(CODES), stamp=dated)
    def withdraw_indicator(self, side: str, code: str, stamp: date) -> None:
        """Take back an indicator."""
        fields: dict[str, Plain] = {"indicator": code, "reason": "调整", "recorded": stamp, "by": "办公室"}
        self.append(side, [Draft(kind="withdrawal", fields=fields)], {Withdrawal(moment(stamp), code)})

    @rule(side=sides, key=keys, value=said, stamp=dated, into=into)
    def add_by_command(self, side: str, key: Key, value: Said, stamp: date, into: str | None) -> None:
        """Enter a value as a person does; one that stands already is not entered again."""
        office = self.offices[side]
        event = Value(moment(stamp), key, value)
        values, names = replayed(office.events, None)
        before = office.files
        number, status = value
        words = ["add", "observation", key.code, key.period, *([] if number is None else [str(number)])]
        words += ["--status", status] if status != "A" else []
        words += ["--area", key.area, "--recorded", stamp.isoformat(), "--yes", "--lang", "en"]
        words += itertools.chain.from_iterable(
            ("--breakdown", f"{name}={group}") for name, group in key.groups
        )
        done = fedstat(*words, *(("--into", into) if into else ()), folder=office.folder)
        if key.code not in names:
            assert (done.status, office.files) == (2, before), done.err
        elif values.get(key) == value:
            assert (done.status, office.files) == (0, before), done.err
            assert "stands already" in done.err
        elif contradictory(office.events | {event}):
            assert (done.status, office.files) == (1, before), done.err
        else:
            assert done.status == 0, done.err
            office.events.add(event)

    @rule(side=sides, stamp=dated, data=st.data())
    def withdraw_by_command(self, side: str, stamp: date, data: st.DataObject) -> None:
        """Take back, as a person does, a value that stands."""
        office = self.offices[side]
        values, names = replayed(office.events, None)
        known = sorted(key for key in values if key.code in names)
        if known:
            key = data.draw(st.sampled_from(known))
            words = ["withdraw", key.code, key.period, "--area", key.area, "--reason", "误报"]
            words += ["--recorded", stamp.isoformat(), "--lang", "en"]
            words += itertools.chain.from_iterable(
                ("--breakdown", f"{name}={group}") for name, group in key.groups
            )
            done = fedstat(*words, folder=office.folder)
            assert done.status == 0, done.err
            groups = key.groups or None
            office.events.add(Withdrawal(moment(stamp), key.code, key.area, groups, key.period))

    @rule(side=sides, first=submissions, second=submissions)
    def meet_another_writer(self, side: str, first: Submission, second: Submission) -> None:
        """Compose on what somebody else changes before it is written."""
        office = self.offices[side]
        late = prospect(standing(office.path), [second.draft])
        before = office.files
        self.append(side, [first.draft], first.events)
        if office.files != before:
            before = office.files
            with pytest.raises(ChangedMeanwhile):
                commit(late)
            assert office.files == before

    @rule(side=sides, half=st.binary(max_size=20))
    def crash(self, side: str, half: bytes) -> None:
        """Leave behind what a killed command leaves."""
        self.offices[side].path.with_name(".fedstat.toml.new").write_bytes(half)

    @rule(side=sides, newline=st.sampled_from(["\n", "\r\n"]), bom=st.booleans())
    def mail(self, side: str, newline: str, *, bom: bool) -> None:
        """Send a copy through a program that changes line endings."""
        office = self.offices[side]
        main = office.files["fedstat.toml"]
        office.put({"fedstat.toml": styled(main, newline, bom=bom)})

    # -- what both do

    @rule(known=st.booleans(), first=sides)
    def merge(self, first: str, *, known: bool) -> None:
        """Join the copies in both orders; both go on with the one in which *first* comes first."""
        second = "theirs" if first == "ours" else "ours"
        events = self.offices["ours"].events | self.offices["theirs"].events
        results = {}
        for order in ((first, second), (second, first)):
            folder = self.folder / f"joined{next(self.numbers)}"
            (folder / "units").mkdir(parents=True)
            office = results[order] = Office(folder, events)
            office.put({name: self.joined(name, order, known=known) for name in self.base})
            self.compare(office)
        result = results[first, second].files
        if contradictory(events):
            result = self.offices[first].files
            events = self.offices[first].events
        self.settle(result, events)

    def joined(self, name: str, order: tuple[str, str], *, known: bool) -> bytes:
        """Return one file of the two copies, joined."""
        ours, theirs = (Copy(name=side, raw=self.offices[side].files[name]) for side in order)
        found = join(ours, theirs, Copy(name="base", raw=self.base[name]) if known else None)
        assert isinstance(found, Joined), found
        return found.raw

    @rule()
    def merge_by_command(self) -> None:
        """Join the main files as a person does, and take the other file from git."""
        events = self.offices["ours"].events | self.offices["theirs"].events
        (self.folder / "base.toml").write_bytes(self.base["fedstat.toml"])
        before = self.offices["ours"].files
        included = self.joined(INCLUDED, ("ours", "theirs"), known=True)
        words = ("base.toml", "ours/fedstat.toml", "theirs/fedstat.toml", "-o", "ours/fedstat.toml")
        done = fedstat("merge", *words, "--lang", "en", folder=self.folder)
        if done.status == 0:
            self.offices["ours"].put({INCLUDED: included})
            self.compare(Office(self.offices["ours"].folder, events))
        else:
            assert contradictory(events), done.err
            assert (done.status, self.offices["ours"].files) == (1, before)
        if contradictory(events):
            self.offices["ours"].put(before)
            events = self.offices["ours"].events
        self.settle(self.offices["ours"].files, events)

    def settle(self, files: dict[str, bytes], events: set[Event]) -> None:
        """Let both go on from the same ledger."""
        self.base = files
        for name, office in self.offices.items():
            office.put(files)
            self.offices[name] = Office(office.folder, set(events))

    # -- what always holds

    def compare(self, office: Office) -> None:
        """See that a ledger says what the dictionary says, on every day."""
        ledger = read(office.path)
        codes = {finding.code for finding in ledger.findings}
        assert codes == ({"duplicate-entry"} if contradictory(office.events) else set()), ledger.findings
        if codes:
            return
        for on in (None, *DAYS, date(2020, 1, 1)):
            known = ledger.known(on)
            values = {
                Key(*name, str(period)): (entry.value, entry.obs_status)
                for name, series in known.series.items()
                for period, entry in series.items()
            }
            names = {code: indicator.name for code, indicator in known.indicators.items()}
            assert (values, names) == replayed(office.events, on), on

    @invariant()
    def says_what_was_entered(self) -> None:
        """Both copies say what was entered into them."""
        for office in self.offices.values():
            if office.path.exists():
                self.compare(office)


TestOffices = pytest.mark.slow(Offices.TestCase)
TestOffices.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, report_multiple_bugs=False
)
