"""Keeps the catalogues: collects every message of the source, merges it into zh, compiles it.

python tests/catalogue.py              collect, merge, compile; name what has no translation
python tests/catalogue.py FILE.po …    the same, taking translations from these files first
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "fedstat"
PO = PACKAGE / "language" / "locale" / "zh" / "LC_MESSAGES" / "fedstat.po"
MO = PO.with_suffix(".mo")
CALLS = {"msg", "msgs"}
"""The functions whose literal arguments are messages."""

DATES = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By")
"""What the heading of a catalogue says of the moment and the tool that wrote it."""

Found = tuple[str | tuple[str, str], str | None, str]
"""The message, its context, and the file it stands in."""


def messages() -> Iterator[Found]:
    """Yield every message of the source."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                yield from _call(node, name)


def _call(node: ast.Call, name: str) -> Iterator[Found]:
    texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    context = next((kw.value for kw in node.keywords if kw.arg == "context"), None)
    where = context.value if isinstance(context, ast.Constant) and isinstance(context.value, str) else None
    if isinstance(node.func, ast.Name) and node.func.id == "msgs" and len(texts) >= 2:
        yield (texts[0], texts[1]), where, name
    elif texts:
        yield texts[0], where, name


def read(path: Path) -> Catalog:
    """Return a catalogue file."""
    with path.open("rb") as file:
        return read_po(file, locale="zh_CN")


def merged(fragments: list[Path]) -> Catalog:
    """Return the catalogue of all messages of the source with every translation that is known."""
    known = [read(path) for path in (*fragments, PO) if path.exists()]
    catalog = Catalog(
        locale="zh_CN", project="fedstat", fuzzy=False, header_comment="# 中文文本。键是英文原文。"
    )
    for identity, context, name in messages():
        entry = catalog.add(identity, context=context, locations=[(name, 0)])
        for other in known:
            given = other.get(entry.id if isinstance(entry.id, str) else entry.id[0], context)
            if given is not None and _said(given):
                entry.string = given.string
                break
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """Return the messages without a translation."""
    return [str(entry.id) for entry in catalog if entry.id and not _said(entry)]


def _said(entry: Message) -> bool:
    strings = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return bool(strings) and all(strings)


class Undated:
    """A catalogue whose heading says nothing of the moment and the tool that wrote it."""

    def __init__(self, catalog: Catalog) -> None:
        self.charset = catalog.charset
        self.entries = list(catalog)
        heading = str(self.entries[0].string).splitlines(keepends=True)
        self.entries[0].string = "".join(line for line in heading if not line.startswith(DATES))

    def __iter__(self) -> Iterator[Message]:
        return iter(self.entries)


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as the program loads it, without the dates that change every time."""
    buffer = BytesIO()
    write_mo(buffer, Undated(catalog))  # type: ignore[arg-type] # it lists a catalogue and asks for its charset
    return buffer.getvalue()


def written(catalog: Catalog) -> bytes:
    """Return the catalogue as translators read it, without the dates that change every time."""
    buffer = BytesIO()
    write_po(buffer, catalog, sort_by_file=True, include_lineno=False, width=100, omit_header=False)
    dates = tuple(f'"{name}'.encode() for name in DATES)
    return b"".join(
        line for line in buffer.getvalue().splitlines(keepends=True) if not line.startswith(dates)
    )


def main(fragments: list[str]) -> int:
    """Bring the catalogue up to date; exit 1 when a message has no translation."""
    catalog = merged([Path(name) for name in fragments])
    PO.write_bytes(written(catalog))
    MO.write_bytes(compiled(read(PO)))
    missing = untranslated(catalog)
    for text in missing:
        print("untranslated:", text)  # noqa: T201 - a tool for people
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
