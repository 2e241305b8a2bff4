"""What looks wrong.

subject.py what is looked at and what is found · detectors.py one function a check · alerts.py raised, settled, kept.
"""

from policies.risk.alerts import (
    ACKNOWLEDGED,
    DISMISSED,
    OPEN,
    About,
    Alert,
    alerts,
    find_alert,
    locking,
    of_proposal,
    raise_alerts,
    settle,
)
from policies.risk.detectors import DETECTORS, examine
from policies.risk.subject import Earlier, Finding, Rank, Subject

__all__ = [
    "ACKNOWLEDGED",
    "DETECTORS",
    "DISMISSED",
    "OPEN",
    "About",
    "Alert",
    "Earlier",
    "Finding",
    "Rank",
    "Subject",
    "alerts",
    "examine",
    "find_alert",
    "locking",
    "of_proposal",
    "raise_alerts",
    "settle",
]
