"""How a table is to be read: what the options say, and the profile of the ledger that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.cli.output import tell
from fedstat.errors import UsageFault
from fedstat.language import Several, msg

if TYPE_CHECKING:
    from fedstat.cli.request import Request
    from fedstat.importers.given import Wanted
    from fedstat.importers.headings import Meaning
    from fedstat.importers.matching import Names
    from fedstat.importers.sheet import Book
    from fedstat.ledgerfile.writer import Draft, Plain
    from fedstat.model.ledger import Ledger
    from fedstat.model.plan import Profile

SHARED: Final = ("reported_by", "source", "evidence")
"""What the options and a profile say of every value whose row does not."""


def profile_of(request: Request, book: Book, ledger: Ledger) -> Profile | None:
    """Return the profile that is named, else the only one whose headings stand in the table.

    Raises:
        UsageFault: there is none of that name.
    """
    from fedstat.cli.names import picked

    profiles = ledger.known().profiles
    word = request.text("profile")
    if word is not None:
        return profiles[picked(word, "profile", ledger, request.language)]
    if request.texts("map") or request.text("save_profile") is not None:
        return None
    fitting = [profile for profile in profiles.values() if _fits(profile, book)]
    if len(fitting) > 1:
        names = Several(profile.id for profile in fitting)
        raise UsageFault(
            msg("Several profiles fit the headings: {names}.", names=names),
            msg("Name one of them: {line}", line=f"--profile {fitting[0].id}"),
        )
    if fitting:
        tell(request, msg("Read with the profile “{name}”, whose headings fit.", name=fitting[0].id))
    return fitting[0] if fitting else None


def _fits(profile: Profile, book: Book) -> bool:
    from fedstat.importers.observations import headings
    from fedstat.importers.words import folded

    return bool(profile.map) and {folded(heading) for heading, _ in profile.map} <= headings(book)


def wanted(request: Request, names: Names, profile: Profile | None) -> Wanted:
    """Return what the user said about the table, the options before the profile.

    Raises:
        UsageFault: a column is said to be something that there is not.
    """
    from fedstat.cli.names import picked
    from fedstat.cli.taking import period_of
    from fedstat.importers.given import Wanted

    told = {heading: _meaning(heading, word, names) for heading, word in _pairs(request, profile).items()}
    period, area = request.text("period"), request.text("area")
    return Wanted(
        told=told,
        sheets=request.texts("sheet") or (profile.sheet if profile else ()),
        period=None if period is None else period_of(period),
        reference_area=picked(area, "area", names.ledger, request.language)
        if area
        else (profile.reference_area if profile else ""),
        as_shown=request.flag("as_shown") or bool(profile and profile.as_shown),
    )


def _pairs(request: Request, profile: Profile | None) -> dict[str, str]:
    """Return what each heading is said to mean; an option may change what the profile says."""
    pairs = dict(profile.map) if profile else {}
    for text in request.texts("map"):
        heading, sign, word = text.replace("＝", "=").rpartition("=")
        if not sign or not heading.strip() or not word.strip():
            raise UsageFault(
                msg("“{text}” does not say what a column is.", text=text),
                msg("Write the heading, “=” and what it is: {line}", line="--map 年份=period"),
            )
        pairs[heading.strip()] = word.strip()
    return pairs


def _meaning(heading: str, word: str, names: Names) -> Meaning:
    from fedstat.importers.headings import targets, told_meaning

    meaning = told_meaning(word, names)
    if meaning is None:
        raise UsageFault(
            msg("“{heading}” cannot be “{word}”.", heading=heading, word=word),
            msg(
                "A column is one of: {choices}; a period such as 2024; or an indicator's code.",
                choices=Several(targets(names)),
            ),
        )
    return meaning


def shared_of(request: Request, ledger: Ledger, profile: Profile | None) -> dict[str, str]:
    """Return what is said of every value whose row does not say it.

    Raises:
        UsageFault: the unit is none of the ledger's.
    """
    from fedstat.cli.names import picked

    found: dict[str, str] = {}
    for name in SHARED:
        text = request.text(name) or (getattr(profile, name) if profile else "")
        if text:
            unit = name == "reported_by"
            found[name] = picked(text, "responsible-unit", ledger, request.language) if unit else text
    return found


def _refuse_passing(pairs: dict[str, str], names: Names) -> None:
    """Refuse to keep what holds this year only: a heading that stays the same, taken for a certain period.

    A heading with digits changes by itself, and is then not found.
    """
    for heading, word in pairs.items():
        if _meaning(heading, word, names).period is not None and not any(map(str.isdigit, heading)):
            raise UsageFault(
                msg(
                    "A profile would read “{heading}” as {period} next year, too.",
                    heading=heading,
                    period=word,
                ),
                msg(
                    "Write {value} and give the year with --period, or leave the column out: {leave}",
                    value=f"--map {heading}=value",
                    leave=f"--map {heading}=-",
                ),
            )


def saved(request: Request, names: Names, profile: Profile | None, recorded: Plain) -> Draft | None:
    """Return the profile that --save-profile asks for; None when there is none, or it stands so already.

    Raises:
        UsageFault: it has no name, or says what holds this year only.
    """
    from fedstat.cli.names import picked
    from fedstat.ledgerfile.writer import Draft

    name = request.text("save_profile")
    if name is None:
        return None
    if not name.strip():
        raise UsageFault(
            msg("The profile needs a name."), msg("Write: {line}", line="--save-profile 统计年报")
        )
    ledger, area = names.ledger, request.text("area")
    fields: dict[str, Plain] = {"id": name.strip()}
    pairs = _pairs(request, profile)
    _refuse_passing(pairs, names)
    if pairs:
        fields["map"] = pairs
    sheets = request.texts("sheet") or (profile.sheet if profile else ())
    if sheets:
        fields["sheet"] = list(sheets)
    if area:
        fields["reference_area"] = picked(area, "area", ledger, request.language)
    fields |= shared_of(request, ledger, profile)
    if request.flag("as_shown"):
        fields["as_shown"] = True
    stands = ledger.known().profiles.get(name.strip())
    if stands is not None and _said(stands) == {**fields, "map": pairs, "sheet": list(sheets)}:
        return None
    return Draft(kind="profile", fields={**fields, "recorded": recorded})


def _said(profile: Profile) -> dict[str, Plain]:
    fields: dict[str, Plain] = {"id": profile.id, "map": dict(profile.map), "sheet": list(profile.sheet)}
    more = ("reference_area", *SHARED)
    fields |= {name: getattr(profile, name) for name in more if getattr(profile, name)}
    return {**fields, "as_shown": True} if profile.as_shown else fields
