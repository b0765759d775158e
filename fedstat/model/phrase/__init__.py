"""Targets as plans write them: a phrase becomes targets, or a question to ask; never a guess. METHODS §1.

`words` holds the vocabulary, `amounts` reads numbers with their units, `tokens` cuts a phrase into known
words, `clauses` and `sentences` put them together, `doubts` words what stays open.
"""

from __future__ import annotations

from fedstat.model.phrase.sentences import ITS_AREA, Phrase, parse_target, same_target

__all__ = ["ITS_AREA", "Phrase", "parse_target", "same_target"]
