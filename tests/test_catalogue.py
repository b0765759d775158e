"""Every text a user sees exists in Chinese and in English."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from io import BytesIO
from string import Formatter

import catalogue
import pytest

from fedstat.language import Several, gettext_for, msg, msgs, say
from fedstat.model.period import parse_period

NEVER = ("非法", "无效", "解析失败")


def fields(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_message_of_the_source_has_a_translation() -> None:
    assert catalogue.untranslated(catalogue.merged([])) == []


def test_the_catalogue_holds_just_the_messages_of_the_source() -> None:
    assert catalogue.PO.read_bytes() == catalogue.written(catalogue.merged([]))


def test_the_compiled_catalogue_is_that_of_its_source() -> None:
    assert catalogue.MO.read_bytes() == catalogue.compiled(catalogue.read(catalogue.PO))


def entries() -> list[tuple[str, str]]:
    """Return English and Chinese of every message."""
    found = []
    for entry in catalogue.read(catalogue.PO):
        if entry.id:
            english = entry.id if isinstance(entry.id, str) else entry.id[1]
            chinese = entry.string if isinstance(entry.string, str) else (entry.string or [""])[0]
            found.append((english, chinese))
    return found


def test_a_translation_fills_the_same_blanks() -> None:
    wrong = [(english, chinese) for english, chinese in entries() if not fields(chinese) <= fields(english)]
    assert wrong == []
    lost = [(english, chinese) for english, chinese in entries() if fields(english) - fields(chinese)]
    assert lost == []


def test_no_text_uses_the_words_that_help_nobody() -> None:
    assert [chinese for _, chinese in entries() if any(word in chinese for word in NEVER)] == []


def test_chinese_sentences_have_chinese_punctuation() -> None:
    half = re.compile(r"[\u4e00-\u9fff][,;?!](?:\s|$|[\u4e00-\u9fff])")
    assert [chinese for _, chinese in entries() if half.search(chinese)] == []


def test_a_message_is_said_in_either_language() -> None:
    message = msg("{status} ({notes})", status=msg("on track", context="status"), notes=Several(["a", "b"]))
    assert say(message, "en") == "on track (a, b)"
    assert say(message, "zh") == "达到序时进度（a、b）"
    assert say(parse_period("2023-H1"), "zh") == "2023年上半年"
    assert say("plain {text}", "zh") == "plain {text}"


@pytest.mark.parametrize(("count", "said"), [(1, "1 verdict rests"), (2, "2 verdicts rest")])
def test_english_counts_have_a_plural(count: int, said: str) -> None:
    message = msgs(
        "{count} verdict rests on a provisional or estimated value",
        "{count} verdicts rest on provisional or estimated values",
        count,
    )
    assert say(message, "en").startswith(said)
    assert say(message, "zh") == f"依据初步数或估算数判定的{count}项"


def test_messages_are_values() -> None:
    assert msg("{year}", year=1) == msg("{year}", year=1) != msg("{year}", year=2)
    assert len({msg("x"), msg("x"), msg("y")}) == 2
    assert repr(msg("x")) == "msg('x', {})"
    assert Several([1, 2]) == Several((1, 2))
    assert len({Several([1]), Several([1])}) == 1
    assert repr(Several([1])) == "Several((1,))"


def test_english_is_its_own_catalogue() -> None:
    assert gettext_for("en").gettext("anything") == "anything"
    assert [gettext_for("en").ngettext("{count} entry", "{count} entries", count) for count in (1, 2)] == [
        "{count} entry",
        "{count} entries",
    ]


def test_every_translation_is_what_gettext_finds() -> None:
    ours, theirs = gettext_for("zh"), GNUTranslations(BytesIO(catalogue.MO.read_bytes()))
    for entry in catalogue.read(catalogue.PO):
        if not entry.id:
            continue
        if not isinstance(entry.id, str):
            one, several = entry.id
            assert ours.ngettext(one, several, 2) == theirs.ngettext(one, several, 2)
        elif entry.context:
            assert ours.gettext(entry.id, entry.context) == theirs.pgettext(entry.context, entry.id)
        else:
            assert ours.gettext(entry.id) == theirs.gettext(entry.id)
    assert ours.gettext("not translated") == "not translated"
