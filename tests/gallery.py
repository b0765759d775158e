"""The gallery of broken ledgers and tables: a small file for every finding, and what is said of it.

python tests/gallery.py            name the examples whose text is no longer what is said
python tests/gallery.py --write    write the texts anew; read the diff before you keep it
"""

from __future__ import annotations

import sys
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

from fedstat.checks import check
from fedstat.importers.given import Wanted
from fedstat.importers.matching import Names
from fedstat.importers.observations import read_observations
from fedstat.importers.reading import read_book
from fedstat.language import LANGUAGES, Language
from fedstat.ledgerfile import read
from fedstat.reports.findings import findings_text, in_file_order

if TYPE_CHECKING:
    from fedstat.errors import Finding

BROKEN = Path(__file__).with_name("broken")


def examples() -> list[str]:
    """Return the names of the examples: a code, or code--variant."""
    return sorted(path.stem for kind in ("*.toml", "*.csv") for path in BROKEN.glob(kind))


def findings_of(name: str) -> list[Finding]:
    """Return everything that is found in an example, which is named as from its own folder."""
    with chdir(BROKEN):
        if Path(f"{name}.csv").exists():
            return findings_of_table(f"{name}.csv")
        ledger = read(f"{name}.toml")
        return in_file_order((*ledger.findings, *check(ledger)), ledger.name)


def findings_of_table(name: str) -> list[Finding]:
    """Return everything that is found in a table which is to be imported."""
    ledger = read("tables/plan.toml")
    book = read_book(name, Path(name).read_bytes())
    found = read_observations(book, Names(ledger), Wanted())
    return in_file_order(found.findings, ledger.name)


def text_path(name: str, language: Language) -> Path:
    """Return the file that holds what is said about an example."""
    return BROKEN / f"{name}.{language}.txt"


def written(name: str, language: Language) -> str:
    """Return what should be said, "" when nobody has written it yet."""
    path = text_path(name, language)
    return path.read_text("utf-8") if path.exists() else ""


def said(name: str, language: Language) -> str:
    """Return what is said about an example now."""
    with chdir(BROKEN):
        return findings_text(findings_of(name), language)


def main(arguments: list[str]) -> int:
    """Compare all texts, or write those that changed; exit 1 when they differ and are not written."""
    changed = 0
    for name in examples():
        for language in LANGUAGES:
            text = said(name, language)
            if text != written(name, language):
                changed += 1
                print(text_path(name, language).name)  # noqa: T201 - a tool for people
                if "--write" in arguments:
                    text_path(name, language).write_text(text, "utf-8", newline="\n")
    return int(changed > 0 and "--write" not in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
