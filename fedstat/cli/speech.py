"""Which language a command speaks: --lang, FEDSTAT_LANG, the ledger's, the system's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedstat.errors import UsageFault
from fedstat.language import LANGUAGES, Language, msg

if TYPE_CHECKING:
    from collections.abc import Mapping


def asked_language(given: str | None, environ: Mapping[str, str]) -> Language | None:
    """Return the language that the option or FEDSTAT_LANG names, None when neither does.

    Raises:
        UsageFault: FEDSTAT_LANG names a language that there is not.
    """
    if given is not None and _language(given):
        return _language(given)
    named = environ.get("FEDSTAT_LANG", "")
    language = _language(named)
    if named and language is None:
        raise UsageFault(
            msg("FEDSTAT_LANG is “{text}”, and there is no such language.", text=named),
            msg("Set it to zh or en."),
        )
    return language


def system_language(environ: Mapping[str, str]) -> Language:
    """Return the language of the locale: Chinese where it is Chinese, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return _language(environ[name]) or "en"
    from locale import getlocale

    return _language((getlocale()[0] or "").replace("Chinese", "zh")) or "en"


def _language(text: str) -> Language | None:
    """Return the language of zh, zh_CN.UTF-8, en-GB, None of others."""
    short = text[:2].lower()
    return short if short in LANGUAGES else None
