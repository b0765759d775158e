"""One line of a form: what stands in each of its cells, and what each open cell takes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fedstat.forms.asking import year_before
from fedstat.forms.words import OUTLOOKS, SITUATIONS, called, categories
from fedstat.language import Message, Several, msg, say
from fedstat.model.number import decimals_of, plain
from fedstat.model.unit import canonical_unit, change_kind, is_known, is_share, ratio_factor
from fedstat.table import Field, FormCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedstat.forms.asking import Earlier, Line
    from fedstat.forms.columns import FormColumn
    from fedstat.language import Language
    from fedstat.model.indicator import Indicator
    from fedstat.model.ledger import Known
    from fedstat.model.period import Period

NOTHING: Final = "—"
"""What stands in a locked cell that has nothing to say."""
NO_ZERO: Final = msg("No data is not 0: leave the cell empty and choose the reason under “Data situation”.")
_ONLY_A_NUMBER: Final = msg("Type a number alone, without its unit and without words.")


def line_cells(
    known: Known,
    columns: Sequence[FormColumn],
    line: Line,
    period: Period,
    row: int,
    language: Language,
) -> tuple[FormCell, ...]:
    """Return the cells of one line, one for each column."""
    one = _Cells(known, line, period, row, language)
    return tuple(one.cell(column.key, number) for number, column in enumerate(columns, 1))


class _Cells:
    """What is said of one line."""

    def __init__(self, known: Known, line: Line, period: Period, row: int, language: Language) -> None:
        self.known = known
        self.line = line
        self.period = period
        self.row = row
        self.language = language

    def cell(self, key: str, column: int) -> FormCell:
        """Return the cell of a column."""
        line = self.line
        match key:
            case "code":
                return FormCell(row=self.row, column=column, text=line.indicator.code, style="code")
            case "name":
                text, small = self._name(), self._definition() if line.first else ""
                return FormCell(row=self.row, column=column, text=text, small=small, style="name")
            case "unit_measure":
                return FormCell(row=self.row, column=column, text=line.indicator.unit_measure, style="code")
            case "earlier":
                return self._earlier(column)
            case "value" | "revised" | "numerator" | "denominator":
                return self._number(key, column)
            case _:
                return self._words(key, column)

    def _name(self) -> str:
        return line_name(self.known, self.line, self.period, self.language)

    def _definition(self) -> str:
        one = self.line.indicator
        several: tuple[Message | str, ...] = (
            one.definition,
            msg("Formula: {text}", text=one.formula) if one.formula else "",
            msg("Taken from: {text}", text=one.data_source) if one.data_source else "",
            frequency_message(one) or "",
        )
        return "\n".join(filter(None, (say(text, self.language) for text in several)))

    def _earlier(self, column: int) -> FormCell:
        earlier = self.line.earlier
        if earlier is None or (earlier.value is None and not earlier.as_printed):
            return self._closed(column)
        value = None if earlier.as_printed else earlier.value
        remarks = Several(self._remarks(earlier))
        text = earlier.as_printed or plain(earlier.value or Decimal(0))
        if remarks.items:  # words beside a number would hide it where they do not fit: this is no number
            value, text = None, say(msg("{value}\n({remarks})", value=text, remarks=remarks), self.language)
        return FormCell(
            row=self.row,
            column=column,
            text=text,
            value=value,
            decimals=0 if value is None else decimals_of(value),
            style="number",
        )

    def _remarks(self, earlier: Earlier) -> list[object]:
        """Return what must be said of an earlier value: another period than expected, not final, baseline."""
        remarks: list[object] = []
        if earlier.period != year_before(self.line.period):
            remarks.append(earlier.period)
        if earlier.obs_status != "A" and earlier.obs_status in SITUATIONS:
            remarks.append(SITUATIONS[earlier.obs_status])
        if earlier.stated:
            remarks.append(msg("baseline"))
        return remarks

    def _number(self, key: str, column: int) -> FormCell:
        line = self.line
        earlier = line.earlier
        closed = {
            "revised": earlier is None or earlier.stated or earlier.period != year_before(line.period),
            "numerator": not line.ratio,
            "denominator": not line.ratio,
        }
        if closed.get(key, False):
            return self._closed(column)
        return FormCell(
            row=self.row,
            column=column,
            decimals=self._decimals() if key in {"value", "revised"} else 0,
            style="number",
            field=number_field(line.indicator if key in {"value", "revised"} else None, self.language),
        )

    def _decimals(self) -> int:
        """Return the least digits that a value is shown with: the ledger's own, else last year's."""
        earlier = self.line.earlier
        if self.line.indicator.decimals is not None:
            return self.line.indicator.decimals
        return decimals_of(earlier.value) if earlier is not None and earlier.value is not None else 0

    def _words(self, key: str, column: int) -> FormCell:
        if key in {"outlook", "cause", "measures"} and not self.line.behind:
            return self._closed(column)
        field = Field(hint=say(_HINTS[key], self.language) if key in _HINTS else "")
        if key in {"situation", "outlook"}:
            words = SITUATIONS.values() if key == "situation" else OUTLOOKS.values()
            field = Field(
                kind="choice",
                choices=tuple(say(word, self.language) for word in words),
                hint=field.hint,
                warning=say(msg("Choose one of the words of the list."), self.language),
            )
        style = "code" if key in {"situation", "outlook"} else "words"
        return FormCell(row=self.row, column=column, style=style, field=field)  # type: ignore[arg-type]

    def _closed(self, column: int) -> FormCell:
        return FormCell(row=self.row, column=column, text=NOTHING, style="closed")


_HINTS: Final = {
    "situation": msg("Left empty it is a final figure, when there is a value."),
    "source": msg("The publication, the report or the register that the value is from."),
    "evidence": msg("The document's number, if it has one."),
    "reason": msg("Needed when the value changed much, and when there is none."),
    "outlook": msg("Whether the target will be met by its year."),
}


def number_field(indicator: Indicator | None, language: Language) -> Field:
    """Return what a cell for a number takes; of a part of a ratio there is no indicator."""
    low, high = limits_of(indicator.unit_measure) if indicator is not None else (0, None)
    warning = say(_ONLY_A_NUMBER, language)
    if low is not None:
        warning = say(
            _limits_message("" if indicator is None else canonical_unit(indicator.unit_measure), low, high),
            language,
        )
    return Field(kind="number", lowest=low, highest=high, hint=say(NO_ZERO, language), warning=warning)


def limits_of(unit_measure: str) -> tuple[int | None, int | None]:
    """Return between which numbers values in a unit nearly always lie; None where nothing can be said.

    >>> limits_of("%"), limits_of("1/10万"), limits_of("人"), limits_of("分")
    ((0, 100), (0, 100000), (0, None), (None, None))
    """
    factor = ratio_factor(unit_measure)
    if is_share(unit_measure) and factor is not None:
        return 0, factor
    if is_known(unit_measure) and change_kind(unit_measure) == "relative":
        return 0, None
    return None, None


def _limits_message(unit: str, low: int, high: int | None) -> Message:
    if high is None:
        return msg("This should be a number that is not below {low}. Is it right?", low=low)
    if unit == "%":
        return msg("Percentages lie between 0 and 100; 41.63% is typed as 41.63. Is it right?")
    return msg("Values in {unit} lie between {low} and {high}. Is it right?", unit=unit, low=low, high=high)


def line_name(known: Known, line: Line, period: Period, language: Language) -> str:
    """Return what a line is called on a form for *period*: 指标, 指标（2023年上半年）, 其中：城市."""
    name = called(line.indicator, language)
    parts: list[object] = [*categories(known, line.breakdown, language)]
    if line.period != period:
        parts.append(line.period)
    if not parts:
        return name
    if line.breakdown and line.total and not line.first:
        return say(msg("of which: {parts}", parts=Several(parts)), language)
    return say(msg("{name}\n({parts})", name=name, parts=Several(parts)), language)


def name_of_domain(known: Known, indicator: Indicator, language: Language) -> str:
    """Return the heading that an indicator stands under: its part and its domain."""
    domain = known.domains.get(indicator.domain)
    part = known.parts.get(indicator.part or (domain.part if domain is not None else ""))
    names = (called(part, language), called(domain, language))
    return " · ".join(filter(None, names)) or say(msg("Other indicators", context="form"), language)


def frequency_message(indicator: Indicator) -> Message | None:
    """Return how often an indicator is measured, when that is not every year."""
    frequency = indicator.frequency
    if frequency in {"A", "A1"}:
        return None
    named = {
        "H": msg("measured every half-year"),
        "Q": msg("measured every quarter"),
        "M": msg("measured every month"),
        "term": msg("measured once in a term of office"),
    }
    return named.get(frequency) or msg("measured every {years} years", years=frequency[1:])
