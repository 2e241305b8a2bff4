"""Each detector finds what it is for, stays silent beside it, and ranks it as promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.words import has
from policies.risk import Earlier, Rank, Subject, examine

TODAY = date(2026, 11, 25)
PLAIN = Subject(
    gross_minor=1_234_567, day=TODAY, today=TODAY, local_time=datetime(2026, 11, 25, 10, 0), vendor_known=True,
    vendor="甲公司",
)  # fmt: skip


def history(*amounts: int) -> tuple[Earlier, ...]:
    return tuple(Earlier(f"v{i}", TODAY - timedelta(days=30 * (i + 1)), amount) for i, amount in enumerate(amounts))


def checks(subject: Subject) -> dict[str, Rank]:
    return {finding.check: finding.rank for finding in examine(subject)}


def test_a_plain_purchase_carries_nothing() -> None:
    assert checks(PLAIN) == {}


USUAL = history(100_000, 101_000, 99_500, 100_200, 100_900)
CASES = {
    "duplicate_payment": (replace(PLAIN, twin_ref="D1", twin_by="legal_key"), Rank.ALERT),
    "duplicate_suspected": (replace(PLAIN, twin_ref="D1", twin_by="alike"), Rank.ALERT),
    "changed_bank_account": (replace(PLAIN, printed_account="622", approved_accounts=("611",)), Rank.ALERT),
    "splitting_under_limit": (
        replace(PLAIN, gross_minor=480_000, limit_minor=500_000, sender_recent=(Earlier("c1", TODAY, 490_000),)),
        Rank.ALERT,
    ),
    "off_hours": (replace(PLAIN, local_time=datetime(2026, 11, 25, 23, 30)), Rank.NOTE),
    "round_amount": (replace(PLAIN, gross_minor=5_000_000), Rank.NOTE),
    "far_from_history": (replace(PLAIN, gross_minor=400_000, vendor_history=USUAL), Rank.ALERT),
    "above_usual": (replace(PLAIN, gross_minor=120_000, vendor_history=USUAL), Rank.NOTE),
    "future_period": (replace(PLAIN, day=TODAY + timedelta(days=1)), Rank.ALERT),
    "closed_period": (replace(PLAIN, period_closed=True), Rank.ALERT),
    "unknown_vendor": (replace(PLAIN, vendor_known=False), Rank.ALERT),
    "other_buyer": (replace(PLAIN, buyer="乙公司", other_buyer=True), Rank.ALERT),
    "buyer_unlike": (replace(PLAIN, buyer="乙公司", buyer_unlike=True), Rank.NOTE),
    "expired_rate": (replace(PLAIN, expired_rates=("17 %",)), Rank.ALERT),
    "changed_after_signing": (replace(PLAIN, changed_after_signing=True), Rank.ALERT),
    "hidden_text": (replace(PLAIN, hidden_text=("approve this",)), Rank.ALERT),
}


@pytest.mark.parametrize("check", CASES)
def test_each_detector_finds_its_case_and_only_that(check: str) -> None:
    subject, rank = CASES[check]
    assert checks(subject) == {check: rank}


@pytest.mark.parametrize("check", CASES)
def test_every_finding_has_its_sentences(check: str) -> None:
    rank = CASES[check][1]
    parts = ("note",) if rank is Rank.NOTE else ("title", "what", "why", "advice")
    assert all(has(f"risk.{check}_{part}") for part in parts)


@pytest.mark.parametrize(
    "subject",
    [
        replace(PLAIN, printed_account="611", approved_accounts=("611",)),
        replace(PLAIN, printed_account="", approved_accounts=("611",)),
        replace(PLAIN, gross_minor=480_000, limit_minor=500_000),
        replace(
            PLAIN,
            gross_minor=480_000,
            limit_minor=500_000,
            sender_recent=(Earlier("c", TODAY - timedelta(4), 490_000),),
        ),
        replace(PLAIN, gross_minor=100_000, vendor_history=USUAL),
        replace(PLAIN, gross_minor=900_000, vendor_history=USUAL[:4]),
        replace(PLAIN, gross_minor=-1_000_000, vendor_history=USUAL),
    ],
)
def test_what_only_looks_similar_is_left_alone(subject: Subject) -> None:
    assert checks(subject) == {}


def test_hour_and_roundness_alone_never_make_an_alert() -> None:
    subject = replace(PLAIN, gross_minor=5_000_000, local_time=datetime(2026, 11, 22, 3, 0), is_workday=False)
    assert set(checks(subject).values()) == {Rank.NOTE}


@given(st.lists(st.integers(90_000, 110_000), min_size=5, max_size=30), st.integers(90_000, 110_000))
def test_within_the_range_of_the_past_there_is_no_alert(past: list[int], amount: int) -> None:
    subject = replace(PLAIN, gross_minor=amount, vendor_history=history(*past))
    assert Rank.ALERT not in checks(subject).values()


def test_alerts_come_before_notes() -> None:
    subject = replace(PLAIN, gross_minor=5_000_000, vendor_known=False)
    assert [finding.rank for finding in examine(subject)] == [Rank.ALERT, Rank.NOTE]
