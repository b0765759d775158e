"""The table of formats; adding one is one module, one line here, one test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fedstat.exporters.csv import table_csv
from fedstat.exporters.datapackage import dataset_zip
from fedstat.exporters.json import record_json
from fedstat.exporters.markdown import blocks_markdown
from fedstat.exporters.sqlite import dataset_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

FORMATS: Final[Mapping[str, Callable[[Any], bytes]]] = {
    "csv": table_csv,
    "json": record_json,
    "md": blocks_markdown,
    "sqlite": dataset_sqlite,
    "datapackage": dataset_zip,
}
"""What writes each format: csv takes a table, json a record, md blocks, sqlite and datapackage a dataset.

SDMX-CSV is a CSV of its own table.
"""
