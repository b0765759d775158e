"""One indicator as an auditor wants it: values and their history, the rule with its numbers, what if."""

from __future__ import annotations

from fedstat.reports.explain.dossier import Dossier, dossier_of
from fedstat.reports.explain.record import explain_record
from fedstat.reports.explain.sections import blocks_of

__all__ = ["Dossier", "blocks_of", "dossier_of", "explain_record"]
