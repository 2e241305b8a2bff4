"""The coefficients of confidence: a logistic regression on what then was booked (scikit-learn, nearly unpenalised)."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.linear_model import LogisticRegression

from benchmarks.booking.walk import Outcome
from ledger.posting_rules.learning.voting import features


def fit(found: Sequence[Outcome]) -> tuple[float, ...]:
    """Coefficients in the order of ``features``."""
    said = [(one.learned.account, one.main) for one in found if one.learned is not None]
    rows = [features(account.share, account.weight, account.because)[1:] for account, _ in said]
    model = LogisticRegression(C=10.0, max_iter=1000).fit(rows, [account.value == main for account, main in said])
    return (float(model.intercept_[0]), *map(float, model.coef_[0]))
