"""Learning of the booking, pure: what teaches, who teaches for whom, and that no vote makes tax deductible that is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.entries import EntryDraft, EntryKind, LineDraft, Side
from ledger.posting_rules.facts import InvoiceFacts, Item, PaidBy
from ledger.posting_rules.invoice import Circumstances, propose_lines
from ledger.posting_rules.learning import Lesson, Seen, Tax, learned, lessons_of, near, words_of
from ledger.posting_rules.learning.lesson import Paper

LESSON = Lesson(
    1, 1, 1, "V1", words_of(["*信息技术服务*云服务费"]), "edigital_special", "0.06", 100_000, "660213", "it", "", Tax.APART, "",
    "d1", "2026-01-05",
)  # fmt: skip
SEEN = Seen("V1", words_of(["*信息技术服务*云服务费"]), "edigital_special", "0.06", 110_000)
FACTS = InvoiceFacts(
    "edigital_special", "1", date(2026, 11, 3), 10_000, 600, 10_600, "CNY", "甲公司", ("*信息技术服务*云服务费",), "V1", 30,
    items=(Item("*信息技术服务*云服务费", 10_000, "0.06"),),
)  # fmt: skip


def voucher(*lines: tuple[str, str, int], kind: EntryKind = EntryKind.NORMAL) -> EntryDraft:
    """Lines (account, side, minor units), in the words of the books."""
    made = tuple(
        LineDraft(account, Side.DEBIT if side == "debit" else Side.CREDIT, amount, "CNY", memo="云服务费")
        for account, side, amount in lines
    )  # fmt: skip
    return EntryDraft("2026-11-03", made, "wang", kind)


BOUGHT = (("660213", "debit", 10_000), ("222105", "debit", 600), ("220201", "credit", 10_600))


def test_numbers_months_and_the_vendors_name_say_nothing_of_what_was_bought() -> None:
    assert words_of(["甲公司 *信息技术服务*云服务费 2026年11月 A-0042"], "甲公司") == (
        "*信息技术服务*",
        "云服",
        "服务",
        "务费",
    )
    assert words_of(["Cloud hosting 11/2026 No 4711"]) == ("cloud", "hosting")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((("220201", "debit", 600), ("100201", "credit", 600)), EntryKind.NORMAL),
        (tuple((account, side, -amount) for account, side, amount in BOUGHT), EntryKind.NORMAL),
        (BOUGHT, EntryKind.ACCRUAL),
        (BOUGHT, EntryKind.REVERSAL),
        (BOUGHT, EntryKind.OPENING),
        ((("660203", "debit", 600), ("221101", "credit", 600)), EntryKind.NORMAL),
    ],
)
def test_what_is_no_purchase_teaches_nothing(lines: tuple[tuple[str, str, int], ...], kind: EntryKind) -> None:
    assert list(lessons_of(voucher(*lines, kind=kind), 1, 1, "cas", Paper())) == []


def test_a_line_of_several_learns_the_items_that_add_up_to_it() -> None:
    items = (Item("复印纸", 300), Item("显示器", 9_000), Item("文件夹", 700))
    entry = voucher(("660204", "debit", 1_000), ("1601", "debit", 9_000), ("220201", "credit", 10_000))
    paper, device = lessons_of(entry, 1, 1, "cas", Paper(items=items))
    assert (paper.account, paper.words) == ("660204", words_of(["复印纸", "文件夹"]))
    assert (device.account, device.words) == ("1601", words_of(["显示器"]))


def test_another_vendor_teaches_only_where_descriptions_agree_and_is_named_as_another() -> None:
    stranger = replace(SEEN, party_id="V2")
    said = learned(near(stranger, [LESSON]))
    assert said is not None and said.account.value == "660213" and said.account.by == "others"
    assert near(replace(stranger, words=words_of(["*广告服务*展位费"])), [LESSON]) == []
    assert near(replace(stranger, words=()), [LESSON]) == []
    own = near(replace(SEEN, words=words_of(["*广告服务*展位费"])), [LESSON])
    assert len(own) == 1 and own[0].same_vendor, "its own vendor's is a prior whatever the words"


def test_nobody_outvotes_the_rest_by_number() -> None:
    flood = [replace(LESSON, batch_id=10 + n, party_id="V9", account="660299", day="2026-02-01") for n in range(200)]
    own = [replace(LESSON, batch_id=300 + n) for n in range(2)]
    said = learned(near(SEEN, [*flood, *own]))
    assert said is not None and said.account.value == "660213"


LESSONS = st.lists(
    st.builds(
        replace, st.just(LESSON), batch_id=st.integers(1, 50), party_id=st.sampled_from(["V1", "V2", ""]),
        account=st.sampled_from(["660213", "660206", "1601"]), tax=st.sampled_from(list(Tax)),
        amount_minor=st.integers(1, 10**9), words=st.sampled_from([LESSON.words, (), words_of(["餐饮服务"])]),
    ),
    max_size=12,
)  # fmt: skip


@given(
    LESSONS, st.sampled_from(["edigital_special", "vat_general", "edigital_general", "other", "rail"]),
    st.sampled_from(["*餐饮服务*餐费", "*信息技术服务*云服务费", "贷款服务"]), st.sampled_from(["general", "small"]),
)  # fmt: skip
def test_no_vote_makes_tax_deductible_that_the_law_does_not(
    lessons: list[Lesson], kind: str, bought: str, taxpayer: str
) -> None:
    facts = replace(FACTS, kind=kind, words=(bought,), items=(Item(bought, 10_000, "0.06"),))
    seen = Seen("V1", words_of([bought]), kind, "0.06", 10_000)
    plain = Circumstances(PaidBy.NOBODY, "wang", "it", taxpayer=taxpayer)
    taught = replace(plain, taught=learned(near(seen, lessons)))
    deducted = [
        sum(line.amount_minor for line in propose_lines(facts, (), each).lines if line.account == "222105")
        for each in (plain, taught)
    ]
    assert deducted[1] <= deducted[0]
    balance = propose_lines(facts, (), taught).lines
    assert sum(one.amount_minor if one.side == "debit" else -one.amount_minor for one in balance) == 0


def test_tax_that_like_vouchers_left_in_the_cost_stays_there_and_says_why() -> None:
    taught = learned(near(SEEN, [replace(LESSON, tax=Tax.COST, account="221105", department="")]))
    made = propose_lines(FACTS, (), Circumstances(PaidBy.NOBODY, "wang", "it", taught=taught))
    assert [(line.account, line.amount_minor) for line in made.lines] == [("221105", 10_600), ("220201", 10_600)]
    assert "posting.learned_in_cost" in [note.code for note in made.notes]
    mixed = learned(
        near(SEEN, [replace(LESSON, batch_id=n, tax=Tax.COST if n == 1 else Tax.APART) for n in range(1, 6)])
    )
    asked = propose_lines(FACTS, (), Circumstances(PaidBy.NOBODY, "wang", "it", taught=mixed))
    assert "posting.learned_tax_look" in [note.code for note in asked.notes]
    assert asked.confidence is not None and asked.confidence <= 0.5
