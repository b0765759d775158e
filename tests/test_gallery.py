"""Every finding has a broken example, and its whole text is as it stands in the gallery (see gallery.py)."""

from __future__ import annotations

import pytest
from gallery import BROKEN, examples, findings_of, said, written

from fedstat.errors import SEVERITIES
from fedstat.language import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", examples())
def test_the_whole_text_is_as_written(name: str, language: Language) -> None:
    assert said(name, language) == written(name, language)


@pytest.mark.parametrize("name", examples())
def test_an_example_shows_the_finding_that_it_is_named_after(name: str) -> None:
    assert name.partition("--")[0] in {finding.code for finding in findings_of(name)}


@pytest.mark.parametrize("code", SEVERITIES)
def test_every_code_has_an_example(code: str) -> None:
    assert code in {name.partition("--")[0] for name in examples()}


def test_no_text_stands_without_its_example() -> None:
    names = {path.name.removesuffix(".zh.txt").removesuffix(".en.txt") for path in BROKEN.glob("*.txt")}
    assert names <= set(examples())
