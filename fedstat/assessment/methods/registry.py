"""The table of methods; adding one is one module, one line here, one test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.assessment.methods import destatis, eurostat, nchs, pace, statcan, unsd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fedstat.assessment.interface import Method

METHODS: Final[Mapping[str, Method]] = {
    pace.name: pace,
    statcan.name: statcan,
    eurostat.name: eurostat,
    destatis.name: destatis,
    unsd.name: unsd,
    nchs.name: nchs,
}
