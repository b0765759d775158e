"""A dataset as a Data Package 2.0: datapackage.json, and a CSV resource a relation.

Source of the format: the Data Package standard, version 2.0 (datapackage.org): Table Schema with field types,
primaryKey and foreignKeys; the resources are UTF-8 without a byte order mark.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fedstat.exporters.csv import table_csv
from fedstat.exporters.json import record_json

if TYPE_CHECKING:
    from fedstat.table import Dataset, Relation

DESCRIPTOR: Final = "datapackage.json"
_PROFILE: Final = "https://datapackage.org/profiles/2.0/"


def dataset_files(dataset: Dataset) -> dict[str, bytes]:
    """Return the files of the package by name, the descriptor first."""
    descriptor = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": dataset.name,
        "title": dataset.title,
        "resources": [_resource(relation) for relation in dataset.relations],
    }
    files = {DESCRIPTOR: record_json(descriptor)}
    return files | {f"{relation.name}.csv": table_csv(relation.table) for relation in dataset.relations}


def dataset_zip(dataset: Dataset) -> bytes:
    """Return the package in one archive; the same dataset gives the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for name, payload in dataset_files(dataset).items():
            packed.writestr(
                ZipInfo(name), payload, ZIP_DEFLATED
            )  # dated 1980, like every entry without a day
    return stream.getvalue()


def _resource(relation: Relation) -> dict[str, object]:
    return {
        "$schema": f"{_PROFILE}dataresource.json",
        "name": relation.name,
        "type": "table",
        "path": f"{relation.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{_PROFILE}tableschema.json",
            "fields": [_field(relation, column.key, column.title) for column in relation.table.columns],
            "primaryKey": list(relation.key),
            "foreignKeys": [
                {
                    "fields": [one.column],
                    "reference": {"resource": one.relation, "fields": [one.key]},
                }
                for one in relation.references
            ],
            "missingValues": [""],
        },
    }


def _field(relation: Relation, key: str, title: str) -> dict[str, object]:
    kind = relation.kinds.get(key, "text")
    return {"name": key, "type": "string" if kind == "text" else kind, "title": title}
