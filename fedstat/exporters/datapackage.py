"""A dataset as a Data Package 2.0: datapackage.json, and a CSV resource a relation.

Source of the format: the Data Package standard, version 2.0 (datapackage.org): Table Schema with field types,
primaryKey and foreignKeys; the resources are UTF-8 without a byte order mark, their lines end as in RFC 4180.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fedstat.exporters.csv import table_csv
from fedstat.exporters.json import record_json

if TYPE_CHECKING:
    from fedstat.table import Column, Dataset, Relation

DESCRIPTOR: Final = "datapackage.json"
_PROFILE: Final = "https://datapackage.org/profiles/2.0/"
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16
"""What an entry of an archive says of its permissions; without it, unpacking gives a file nobody may read."""


def dataset_files(dataset: Dataset) -> dict[str, bytes]:
    """Return the files of the package by name, the descriptor last: where it stands, all others do."""
    files = {_path(relation): table_csv(relation.table, strict=True) for relation in dataset.relations}
    descriptor = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": dataset.name,
        "title": dataset.title,
        "resources": [_resource(relation) for relation in dataset.relations],
    }
    return {**files, DESCRIPTOR: record_json(descriptor)}


def dataset_zip(dataset: Dataset) -> bytes:
    """Return the package in one archive; the same dataset gives the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        for name, payload in dataset_files(dataset).items():
            entry = ZipInfo(name)  # dated 1980, like every entry without a day
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            packed.writestr(entry, payload, ZIP_DEFLATED)
    return stream.getvalue()


def _path(relation: Relation) -> str:
    return f"{relation.name}.csv"


def _resource(relation: Relation) -> dict[str, object]:
    return {
        "$schema": f"{_PROFILE}dataresource.json",
        "name": relation.name,
        "type": "table",
        "path": _path(relation),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{_PROFILE}tableschema.json",
            "fields": [_field(relation, column) for column in relation.table.columns],
            "primaryKey": list(relation.key),
            **_foreign_keys(relation),
            "missingValues": [""],
        },
    }


def _field(relation: Relation, column: Column) -> dict[str, object]:
    kind = relation.kinds.get(column.key, "text")
    field: dict[str, object] = {
        "name": column.key,
        "title": column.title,
        "type": "string" if kind == "text" else kind,
    }
    return {**field, "constraints": {"required": True}} if column.key in relation.key else field


def _foreign_keys(relation: Relation) -> dict[str, object]:
    """Return the references; nothing where there is none, because the list may not be empty."""
    keys = [
        {
            "fields": [one.column],
            "reference": {
                **({} if one.relation == relation.name else {"resource": one.relation}),
                "fields": [one.key],
            },
        }
        for one in relation.references
    ]
    return {"foreignKeys": keys} if keys else {}
