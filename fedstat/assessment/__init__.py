"""Met or not, and how the pace is judged: one published method per module behind one interface."""

from __future__ import annotations

from fedstat.assessment.entrance import assess
from fedstat.assessment.evaluation import Assessment, Counts, Evaluation, Selection, TargetVerdict, counted
from fedstat.assessment.interface import Reading, Reason, Yardstick
from fedstat.assessment.methods import METHODS
from fedstat.assessment.outlook import Near, Outlook, closest, outlook_of

__all__ = [
    "METHODS",
    "Assessment",
    "Counts",
    "Evaluation",
    "Near",
    "Outlook",
    "Reading",
    "Reason",
    "Selection",
    "TargetVerdict",
    "Yardstick",
    "assess",
    "closest",
    "counted",
    "outlook_of",
]
