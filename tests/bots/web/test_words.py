"""One word an act, exactly the table's, on every button; keys that templates put together exist; no percentage for sureness."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bots.web.app import STATUSES
from bots.web.pages import audit, invoices, voucher_new, voucher_print
from bots.web.pages.acts import ACTS
from bots.web.pages.inbox import STEPS, TABS
from ingestion import InvoiceKind
from ledger.books.accounts import AccountType
from ledger.books.periods import PeriodState
from ledger.business.bills.cards import KINDS
from ledger.business.bills.standing import Act, Side
from ledger.business.closing import FACTS
from ledger.business.invoices import FactKind
from ledger.business.samples import CONCLUSIONS, METHODS, TESTS
from ledger.core import Channel, Via, say
from ledger.core.words import has, messages
from ledger.posting_rules.input_vat import Treatment, input_rules, out_reasons
from ledger.store.people import ROLES
from tests.bots.web.site import Site
from tools.closing.item import Standing
from tools.demo.arrivals import TRAY
from tools.demo.cast import FACES
from tools.people.own_ways_in import SCOPES
from tools.people.roles_explained import AREAS
from tools.printing import PAPERS
from tools.reports.saved_views import REPORTS
from tools.shared.missing import Stand
from tools.shared.trail import SUBJECTS

TABLE = {
    "submit": ("提交复核", "Submit for review"),
    "confirm": ("复核入账", "Confirm and post"),
    "approve": ("同意", "Approve"),
    "return": ("退回补充", "Send back"),
    "reject": ("驳回", "Reject"),
    "withdraw": ("撤回", "Withdraw"),
    "undo": ("撤销", "Undo"),
    "reverse": ("红字冲销", "Reverse"),
    "correct": ("更正", "Correct"),
    "remind": ("催办", "Remind"),
    "take": ("我来处理", "Take it"),
}
"""The house's one word for each act, in both languages."""
NEVER = {"zh": ("确定", "作废", "反记账", "反过账", "删除", "取消"), "en": ("OK", "Save", "Delete", "Cancel", "Edit")}
TEMPLATES = sorted((Path(__file__).parents[3] / "bots/web/templates").glob("*.html"))
FILLED = {
    "request.": ("remind", "withdraw", "answered_by", "withdrawn_by"), "sample.pack_is_": ("failed", "erased"), "request.is_": ("open", "answered", "withdrawn"),
    "access.": ("allow", "deny"),
    "access.page_said_": ("drafted", "published", "set_aside"),
    "access.page_role_": ("employee", "accountant", "approver", "controller", "compliance", "auditor", "admin"),
    "document.form_": ("pdf", "ofd", "xml", "print", "other"),
    "web.answer_": tuple(map(str, STATUSES)),
    "budget.word_": ("proposals", "exports", "tokens", "vendor"),
    "budget.turn_word_": ("calls", "rows", "seconds"),
    "party.field_": ("name", "tax_id", "account", "account_ends"),
    "passkey.said_": ("passkey_kept", "passkey_removed", "passkey_rule", "passkey_waits"),
    "people.area_": tuple(one[0] for one in AREAS),
    "people.reach_": ("no", "own", "department", "most", "all", "settings"),
    "people.short_": ROLES,
    "files.step_": ("waiting", "reading", "read", "needs", "duplicate", "failed", "unpacked", "kept", "ended"),
    "document.kind_": ("purchase_order", "delivery_note"),
    "document.next_": ("purchase_order", "delivery_note"),
    "web.step_": (*STEPS, "past", "now", "next"),
    "web.tab_": TABS,
    "web.sample_": TRAY,
    "web.try_": FACES,
    "web.paid_": ("sender", "card", "nobody"),
    "form.said_": ("kept", "ended"),
    "web.account_": ("approved", "printed"),
    "web.split_by_": ("percent", "amount"),
    "field.": ("issue_date", "gross"),
    "web.alert_": ("acknowledged", "dismissed"),
    "web.verdict_": ("answered", "depends", "not_found"),
    "dims.said_": ("added", "renamed", "made"),
    "template.said_": ("saved", "recurs", "retired"),
    "missing.": ("monthly", "paid", "received", "monthly_how", "paid_how", "received_how"),
    "missing.said_": ("excused", "expected"),
    "missing.stand_": tuple(one.value for one in Stand),
    "allocation.said_": ("kept", "retired"),
    "export.what_": ("kingdee", "yonyou", "datev", "fec"),
    "web.report_": ("trial_balance", "income_statement", "balance_sheet", "aging", "movements", "open_items", "vat", "journal",
                    "cash_journal", "cash_flow", "dimension", "direct", "indirect"),
    "web.reports_": ("statements", "books"),
    "view.said_": ("saved", "renamed", "forgotten"),
    "sheet.title_": REPORTS,
    "web.kind_": ("vat_special", "vat_general", "edigital_special", "edigital_general", "rail", "air", "toll", "customs_vat",
                  "fiscal_receipt", "other"),
    "web.event_": ("propose", "revise", "submit", "answer", "withdraw", "confirm", "undo", "send_back", "reject", "post",
                   "post_refused"),
    "field.word_": ("checked", "look", "needs"),
    "document.needs_": ("vendor", "customer", "amount"),
    "document.state_": ("received", "read", "proposed", "duplicate", "failed", "draft", "returned", "withdrawn", "rejected",
                        "confirmed", "posted", "kept"),
    "proposal.": ("debit", "credit"),
    "learned.tax_": ("apart", "cost", "none"),
    "report.": ("not_due", "1_30", "31_60", "61_90", "over_90"),
    "ledger.": ("opening", "carried", "month", "year", "closing", "from", "until"),
    "web.channel_": tuple(one.value for one in Channel),
    "act.": tuple(TABLE),
    **{f"ready.{part}_": ("submit", "confirm") for part in ("title", "lead", "go", "done", "left")},
    "sheet.": ("csv", "xlsx", "pdf"),
    "web.ended_": ("withdrawn", "rejected"),
    "web.": ("question", "reason", "key_next", "key_previous", "keys_unsure", "key_choice", "keys_submit", "find_key",
             "key_balance", "key_repeat", "key_out", "keys_all"),
    "paper.size_": PAPERS,
    "paper.language_": ("book", *voucher_print.LANGUAGES),
    "voucher.": voucher_new.MEASURES,
    "voucher.way_": ("whole", "difference"),
    "closing.said_": ("proposed", "confirmed", "withdrawn", "closed", "reopened", "fact"),
    "closing.state_": ("none", *(one.value for one in PeriodState)),
    "closing.standing_": tuple(one.value for one in Standing),
    "asset.": ("name", "cost", "residual", "months", "units", "account", "carried_on", "expense", "kind", "method", "in_service",
               "carried", "net"),
    "asset.kind_": ("fixed", "intangible", "deferral"),
    "asset.method_": ("straight", "declining", "years", "units", "days"),
    "asset.said_": ("added", "use"),
    "bill.": ("number", "drawer", "acceptor", "issue_day", "due_day", "day"),
    "bill.side_": tuple(one.value for one in Side),
    "bill.kind_": KINDS,
    "bill.state_": ("none", "waiting", "broken", "open", "overdue", "settled", "dishonoured"),
    "bill.act_": tuple(one.value for one in Act),
    "bank.said_": ("taken", "withdrawn", "matched", "unmatched"),
    "bank.": ("bank_balance", "book_balance", "bank_adjusted", "book_adjusted", "bank_received", "bank_paid",
              "books_received", "books_paid"),
    "bank.reason_": ("reference", "name", "day", "sum"),
    "cash.": ("opening", "carried", "line", "day", "month", "closing"),
    "rate.kind_": ("mid", "closing", "average"),
    "company.corrections_": ("red", "swap", "usual"),
    "closing.against_": ("last_month", "last_year"),
    "closing.fact_": tuple(FACTS),
    "closing.value_": tuple(value for values in FACTS.values() for value in values),
    "company.": ("name", "name_en", "tax_id", "currency", "first_period", "time_zone", "admin_name", "admin_name_en",
                 "admin_user", "address", "grace_seconds", "standard", "language", "fiscal_start_month", "corrections"),
    "company.said_": ("changed", "doubtful"),
    "opening.beside_": ("flow", "balance_sheet", "income_statement", "cash_flow", "balance", "bank", "books"),
    "provision.said_": ("kept", "retired"),
    "company.step_opening_": ("none", "waits", "posted"),
    "chart.said_": ("taken", "added", "changed"),
    "chart.type_": tuple(one.value for one in AccountType),
    "chart.side_": ("debit", "credit"),
    "opening.run_": ("year", "turnover", "transfer", "settled"),
    "opening.next_": ("confirm", "finish", "done"),
    "opening.said_": ("propose", "finish", "withdraw"),
    "party.kind_": ("vendor", "customer"),
    "party.state_": ("new", "double", "faulty"),
    "people.asked_": ("invite", "reset", "change"),
    "ways.may_": tuple(SCOPES),
    "ways.scope_": ("read", "propose", "commit"),
    "invoice.": ("net", "tax", "gross", "ours", "theirs", "selected", "differences"),
    "invoice.state_": invoices.STATES,
    "invoice.purpose_": invoices.PURPOSES,
    "invoice.verified_": ("none", *invoices.RESULTS),
    "invoice.reason_": tuple(out_reasons()),
    "invoice.said_": tuple(one.value for one in FactKind),
    "invoice.kind_": tuple(one.value for one in InvoiceKind),
    "invoice.rule_": ("none", *(one.code for one in input_rules())),
    "invoice.treatment_": tuple(one.value for one in Treatment),
    "sample.method_": METHODS, "sample.test_": TESTS, "sample.rule_": TESTS, "sample.is_": CONCLUSIONS,
    "trail.": ("who", "subject", "decision", "channel", "via", "kinds"),
    "trail.subject_": tuple(SUBJECTS), "trail.decision_": audit.DECISIONS, "trail.channel_": tuple(one.value for one in Channel),
    "trail.via_": tuple(one.value for one in Via), "trail.kinds_": audit.KINDS,
    "vat.lead_": FACTS["taxpayer"],
    "vat.section_": ("main", "sales", "input", "out"),
}  # fmt: skip
"""What pages add to the beginning of a key."""


def test_the_catalogues_say_the_table_and_nothing_else() -> None:
    for column, language in enumerate(("zh", "en")):
        said = {key.removeprefix("act."): text for key, text in messages(language, "act").items() if key != ""}
        assert {act: said[act] for act in TABLE} == {act: words[column] for act, words in TABLE.items()}
        assert set(said) == set(TABLE), "an act without a row in the table"


def test_every_key_that_pages_put_together_exists() -> None:
    begun = set()
    for path in TEMPLATES:
        begun |= set(re.findall(r"\bt\(\s*['\"]([a-z_]+\.[\w.]*)['\"]\s*~", path.read_text(encoding="utf-8")))
    assert begun - set(FILLED) - {"people.role_"} == set(), "say here what it may be filled with"
    missing = [begin + end for begin in begun & set(FILLED) for end in FILLED[begin] if not has(begin + end)]
    assert missing == []


def test_templates_are_short() -> None:
    long = {
        path.name: count for path in TEMPLATES if (count := len(path.read_text(encoding="utf-8").splitlines())) > 150
    }
    assert long == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_buttons_on_the_pages_use_these_words(site: Site, language: str) -> None:
    done = site.purchase()
    wangfang, limin = site.person("wangfang", language), site.person("limin", language)
    path = f"/inbox/{done.proposal}"
    digest = site.world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    pages = [wangfang.get(path).text]
    wangfang.send_form(f"{path}/submit", {"digest": digest})
    pages.append(limin.get(path).text)
    limin.send_form(f"{path}/confirm", {"digest": digest})
    pages.append(limin.get(path).text)
    buttons = [_bare(one) for page in pages for one in re.findall(r"<button[^>]*>.*?</button>", page, re.S)]
    for act in ("submit", "confirm", "return", "reject", "undo"):
        assert say(f"act.{act}", language) in buttons, act
    assert [one for one in buttons if one in NEVER[language]] == []
    assert set(ACTS) <= {*TABLE, "reply"}


def _bare(button: str) -> str:
    shown = re.sub(r"<kbd.*?</kbd>", "", button, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", shown)).strip()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sureness_is_said_in_words(site: Site, language: str) -> None:
    done = site.purchase()
    page = site.person("limin", language).get(f"/inbox/{done.proposal}").text
    fields = page.partition('class="fields')[2].partition("</section>")[0]
    for word in ("checked", "look"):
        assert say(f"field.word_{word}", language) in fields
    assert not re.search(r"\d\s?%", fields)
