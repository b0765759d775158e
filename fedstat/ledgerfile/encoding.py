"""Bytes to text: a ledger is UTF-8; what is saved otherwise is named, and read as far as that is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from fedstat.errors import Fault
from fedstat.language import msg, msgs

if TYPE_CHECKING:
    from fedstat.language import Message

_BOM: Final = b"\xef\xbb\xbf"
_MARKS: Final = {
    b"\xff\xfe\x00\x00": ("utf-32", "UTF-32"),
    b"\x00\x00\xfe\xff": ("utf-32", "UTF-32"),
    b"\xff\xfe": ("utf-16", "UTF-16"),
    b"\xfe\xff": ("utf-16", "UTF-16"),
}
"""What a file of another Unicode encoding begins with; the longer marks come first."""
_OFFICE: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_SAMPLE: Final = 4096
"""How many bytes tell UTF-16 without a mark from text with stray NUL characters."""


class Decoded(Struct, frozen=True):
    """A file's text, and what was wrong with its bytes."""

    text: str
    """Without the byte order mark; line endings as they stand."""
    bom: bool = False
    """Whether the file begins with the byte order mark of UTF-8."""
    fault: Fault | None = None
    """What is wrong with the encoding."""
    at: int = 0
    """The offset in the text where that shows first."""
    doubtful: frozenset[int] = frozenset()
    """The numbers of lines whose bytes are not UTF-8, so that nothing more is said of them."""

    @property
    def newline(self) -> str:
        """How most lines end."""
        return "\r\n" if self.text.count("\r\n") * 2 > self.text.count("\n") else "\n"


def decode(raw: bytes) -> Decoded:
    """Return the text of a file's bytes, whatever they are."""
    marked = next((mark for mark in _MARKS if raw.startswith(mark)), None)
    if marked:
        codec, name = _MARKS[marked]
        return Decoded(raw.decode(codec, "replace"), fault=_other_unicode(name))
    if raw.startswith(_OFFICE):
        return Decoded("", fault=_office())
    guess = _unmarked_utf16(raw)
    if guess:
        return Decoded(raw.decode(guess, "replace"), fault=_other_unicode("UTF-16"))
    bom = raw.startswith(_BOM)
    raw = raw.removeprefix(_BOM)
    try:
        return _old_line_endings(raw.decode("utf-8"), bom=bom)
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error.start, bom=bom)


def _unmarked_utf16(raw: bytes) -> str | None:
    """Return the codec when every other byte of many pairs is zero, as in the ASCII part of UTF-16."""
    sample = raw[:_SAMPLE]
    pairs = len(sample) // 2
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if not pairs or max(high, low) * 5 < pairs or min(high, low) * 50 > pairs:
        return None
    codec = "utf-16-be" if high > low else "utf-16-le"
    text = sample[: pairs * 2].decode(codec, "replace")
    return codec if "=" in text or "[" in text or "#" in text else None


def _old_line_endings(text: str, *, bom: bool) -> Decoded:
    if "\r" not in text or "\n" in text:
        return Decoded(text, bom=bom)
    fault = Fault(
        "toml-control",
        msg("The lines end with a carriage return alone (U+000D), as on old Macintosh computers."),
        msg("Save the file with the line endings of Windows (CRLF) or Unix (LF)."),
    )
    return Decoded(text.replace("\r", "\n"), bom=bom, fault=fault, at=text.index("\r"))


def _not_utf8(raw: bytes, start: int, *, bom: bool) -> Decoded:
    lines = raw.split(b"\n")
    bad = frozenset(number for number, line in enumerate(lines, start=1) if not _is_utf8(line))
    good = sum(not line.isascii() for line in lines) - len(bad)
    text = _as_gbk(raw)
    if text is not None and good < len(bad):
        first = next(at for at, char in enumerate(text) if not char.isascii())
        return Decoded(text, bom=bom, fault=_gbk(), at=first)
    text = "\n".join(
        _patched(line) if number in bad else line.decode("utf-8")
        for number, line in enumerate(lines, start=1)
    )
    fault = _mixed(len(bad)) if good >= len(bad) else _unknown()
    return Decoded(text, bom=bom, fault=fault, at=len(raw[:start].decode("utf-8")), doubtful=bad)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_gbk(raw: bytes) -> str | None:
    """Return the text when the bytes make sense as GB18030: common characters, not those of chance."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    chinese = "".join(char for char in text if not char.isascii())
    common = len(chinese.encode("gb2312", "ignore").decode("gb2312"))
    return text if common * 10 >= len(chinese) * 7 else None


def _patched(line: bytes) -> str:
    """Return a line that is not UTF-8: what is before the first wrong byte, and a guess at the rest."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        rest = line[error.start :]
        return line[: error.start].decode("utf-8") + (_as_gbk(rest) or rest.decode("utf-8", "replace"))


def _save_as_utf8() -> Message:
    return msg(
        "Open it in Notepad and choose File, Save as; set Encoding to UTF-8 and save. In WPS: "
        "Save as plain text (*.txt) with the encoding UTF-8, then give the file its old name back."
    )


def _gbk() -> Fault:
    return Fault(
        "encoding",
        msg("The file is saved as GBK (Notepad says ANSI); a ledger is UTF-8."),
        _save_as_utf8(),
    )


def _other_unicode(name: str) -> Fault:
    return Fault(
        "encoding",
        msg("The file is saved as {name} (Notepad says Unicode); a ledger is UTF-8.", name=name),
        _save_as_utf8(),
    )


def _office() -> Fault:
    return Fault(
        "encoding",
        msg("This is a workbook or document of Excel, WPS or Word (or a ZIP archive), not a ledger."),
        msg("A ledger is a text file whose name ends in .toml; give the path of that one."),
    )


def _mixed(count: int) -> Fault:
    return Fault(
        "encoding",
        msgs(
            "From here on this line is not UTF-8 although the rest of the file is.",
            "From here on this line is not UTF-8, nor are others ({count} in all); the rest of the file is.",
            count,
        ),
        msg(
            "Something was pasted or appended by a program that writes another encoding (GBK, perhaps). "
            "Type the characters again and save the file as UTF-8."
        ),
    )


def _unknown() -> Fault:
    return Fault(
        "encoding",
        msg("These bytes are neither UTF-8 nor another encoding that can be recognised."),
        msg("Open the file in the program that wrote it and save it as UTF-8, or fetch an undamaged copy."),
    )
