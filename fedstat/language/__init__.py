"""Messages as data, and the one function that turns them into Chinese or English.

Below the command line a text is a `Message`: an English pattern with the values that fill it. The
catalogues (gettext, `locale/*/LC_MESSAGES/fedstat.po`) hold the Chinese; `say` picks at the edge, so one
page may hold both languages at once.
"""

from __future__ import annotations

from fedstat.language.catalogue import LANGUAGES, Language, gettext_for, say
from fedstat.language.message import Message, Sayable, Several, msg, msgs

__all__ = ["LANGUAGES", "Language", "Message", "Sayable", "Several", "gettext_for", "msg", "msgs", "say"]
