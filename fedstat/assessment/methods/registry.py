"""The table of methods; adding one is one module, one line here, one test."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedstat.assessment.interface import Method

_MODULES: Final = {
    name: f"fedstat.assessment.methods.{name}"
    for name in ("pace", "statcan", "eurostat", "destatis", "unsd", "nchs")
}


class _Methods(Mapping[str, "Method"]):
    """Every method by name; its module is loaded when it is asked for, since most reports use one."""

    def __getitem__(self, name: str) -> Method:
        method: Method = import_module(_MODULES[name])
        return method

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)

    def __contains__(self, name: object) -> bool:
        return name in _MODULES


METHODS: Final[Mapping[str, Method]] = _Methods()
