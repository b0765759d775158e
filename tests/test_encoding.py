"""Bytes to text: UTF-8 is read as it is, anything else is named and read as far as that is safe."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedstat.language import say
from fedstat.ledgerfile.encoding import Decoded, decode

TEXT = 'fedstat = 1\n[plan]\ntitle = "某市妇女发展规划"\nreference_area = "某市"\n'


def fault_of(decoded: Decoded) -> tuple[str, str]:
    assert decoded.fault is not None
    return decoded.fault.code, say(decoded.fault.message, "en")


def test_utf_8_is_read_without_a_fault() -> None:
    assert decode(TEXT.encode()) == Decoded(TEXT)


def test_a_byte_order_mark_is_tolerated_and_remembered() -> None:
    assert decode(b"\xef\xbb\xbf" + TEXT.encode()) == Decoded(TEXT, bom=True)


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"") == Decoded("")


@pytest.mark.parametrize(
    ("raw", "newline"), [(b"a\r\nb\r\nc\n", "\r\n"), (b"a\nb\nc\r\n", "\n"), (b"a", "\n"), (b"", "\n")]
)
def test_the_line_ending_of_most_lines_is_kept(raw: bytes, newline: str) -> None:
    decoded = decode(raw)
    assert (decoded.newline, decoded.text.encode()) == (newline, raw)


def test_lines_that_end_with_a_carriage_return_alone_are_still_lines() -> None:
    decoded = decode(b"a = 1\rb = 2\r")
    assert decoded.text == "a = 1\nb = 2\n"
    assert fault_of(decoded) == (
        "toml-control",
        "The lines end with a carriage return alone (U+000D), as on old Macintosh computers.",
    )
    assert decoded.at == len("a = 1")


@pytest.mark.parametrize("codec", ["gbk", "gb18030"])
def test_gbk_is_named_read_and_located_at_its_first_character(codec: str) -> None:
    decoded = decode(TEXT.encode(codec))
    assert decoded.text == TEXT
    assert fault_of(decoded) == (
        "encoding",
        "The file is saved as GBK (Notepad says ANSI); a ledger is UTF-8.",
    )
    assert decoded.text[decoded.at] == "某"
    assert decoded.doubtful == frozenset()


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_other_unicode_encodings_are_named_and_read(codec: str, name: str) -> None:
    decoded = decode(TEXT.encode(codec))
    assert decoded.text == TEXT
    assert fault_of(decoded) == (
        "encoding",
        f"The file is saved as {name} (Notepad says Unicode); a ledger is UTF-8.",
    )


def test_a_truncated_utf_16_file_is_read_up_to_its_last_byte() -> None:
    assert decode(TEXT.encode("utf-16")[:-1]).text == TEXT[:-1] + "\ufffd"


@pytest.mark.parametrize("raw", [b"x = 1\x00", b"\x00" * 40, b"\x00", b"\x00a\x00b\x00c"])
def test_stray_nul_bytes_are_not_taken_for_utf_16(raw: bytes) -> None:
    assert decode(raw) == Decoded(raw.decode())


@pytest.mark.parametrize("raw", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"])
def test_a_workbook_is_called_a_workbook_and_not_read(raw: bytes) -> None:
    decoded = decode(raw)
    assert decoded.text == ""
    assert fault_of(decoded) == (
        "encoding",
        "This is a workbook or document of Excel, WPS or Word (or a ZIP archive), not a ledger.",
    )


def test_one_gbk_line_in_a_utf_8_file_is_told_apart_and_read() -> None:
    decoded = decode(TEXT.encode() + "# 中a年度报表\n".encode("gbk"))
    assert decoded.text == TEXT + "# 中a年度报表\n"
    assert decoded.doubtful == {5}
    assert decoded.at == len(TEXT) + 2
    assert fault_of(decoded)[1] == "From here on this line is not UTF-8 although the rest of the file is."


def test_several_lines_that_are_not_utf_8_are_counted() -> None:
    decoded = decode((TEXT + "# 甲\n").encode() + "# 年度报表\n".encode("gbk") * 3)
    assert decoded.doubtful == {6, 7, 8}
    assert fault_of(decoded)[1] == (
        "From here on this line is not UTF-8, nor are others (3 in all); the rest of the file is."
    )


def test_bytes_of_no_encoding_are_shown_as_such() -> None:
    decoded = decode(b"a = 1\nb = \xff\xff\nc = \xff\n")
    assert decoded.text == "a = 1\nb = \ufffd\ufffd\nc = \ufffd\n"
    assert decoded.doubtful == {2, 3}
    assert decoded.at == len("a = 1\nb = ")
    assert (
        fault_of(decoded)[1] == "These bytes are neither UTF-8 nor another encoding that can be recognised."
    )


def test_rare_characters_of_chance_are_not_taken_for_gbk() -> None:
    decoded = decode("x = 'café naïve'\n".encode("latin-1"))
    assert decoded.text == "x = 'caf\ufffd na\ufffdve'\n"
    assert decoded.doubtful == {1}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda text: text.encode("gb18030", "replace")))
def test_any_bytes_have_a_text(raw: bytes) -> None:
    decoded = decode(raw)
    assert 0 <= decoded.at <= len(decoded.text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40).filter(lambda text: "\r" not in text))
def test_what_is_utf_8_is_read_back_exactly(text: str) -> None:
    raw = ("# 台账\n" + text).encode("utf-8", "replace")
    assert decode(raw) == Decoded(raw.decode())
