"""陈晓, 周洁, 赵磊 and the administrator: each does the one thing of theirs, and meets nothing that is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.house import Served
from tests.journeys.screen import Screen
from tests.world import NOW
from tools.demo.arrivals import fresh_invoice

pytestmark = pytest.mark.browser
LANGUAGES = ("zh", "en")
MONEY = re.compile(r"\d[\d,]*\.\d\d\b")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_employee_hands_in_a_paper_and_says_who_paid(
    screen: Callable[..., Screen], tmp_path: Path, language: str
) -> None:
    name, data = fresh_invoice(NOW.date())
    paper = tmp_path / name
    paper.write_bytes(data)
    with screen(language, size=(390, 844), touch=True) as at:
        page = at.become("chenxiao")
        assert page.locator("a[href='/reports'], a[href='/vouchers']").count() == 0
        page.locator(".phonenav a[href^='/inbox']").click()
        page.set_input_files("#files", paper)
        expect(page.locator(".fields").first).to_be_visible(timeout=30_000)
        expect(page.locator(".loupe")).to_be_visible()
        at.button("web.paid_sender").click()
        expect(page.locator(".qacts .btn.primary")).to_contain_text(at.words("proposal.submit_claim"))
        assert page.locator("[aria-disabled=true], .pl").count() == 0, (
            "no debits, no credits, no button that is not hers"
        )
        at.see(".facts", at.words("web.paid_sender"))
        page.locator(".qacts .btn.primary").click()
        page.get_by_role("link", name=at.words("web.way_back")).click()
        expect(page.locator(".path .now")).to_contain_text(at.words("web.step_proposed"))
        at.open("/")
        at.see(".card", at.words("web.waits_for_you"))
        expect(page.locator(".three a").nth(1)).to_contain_text("1")
        at.open("/inbox?tab=waiting")
        at.button("act.withdraw").click()
        at.see(".qwork .callout", at.words("document.state_withdrawn"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_compliance_asks_and_reads_the_clause(screen: Callable[..., Screen], language: str) -> None:
    question = {"zh": "苏州住宿上限是多少", "en": "What is the hotel limit in Suzhou?"}[language]
    with screen(language) as at:
        page = at.become("zhoujie")
        page.locator(".rail a[href='/policies']").click()
        assert page.locator(".todo li").count() >= 10
        page.locator("#q").fill(question)
        page.keyboard.press("Enter")
        at.see(".verdict", at.words("web.verdict_answered"))
        quote = at.see(".cite blockquote", "500").inner_text()
        page.locator(".cite a").first.click()
        marked = at.see(".clauses mark").inner_text()
        assert marked.strip() and marked.strip()[:10] in quote
        at.open(f"/policies?q={question}&as_of=2025-06-01")
        assert at.see(".cite blockquote").inner_text() != quote, "the clause of that day"
        at.open("/policies?q=zzzz qqqq")
        at.see(".verdict", at.words("web.verdict_not_found"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_auditor_reads_and_changes_nothing(screen: Callable[..., Screen], served: Served, language: str) -> None:
    asked = served.house.gateway.registry.get("trial_balance")
    assert asked is not None
    with screen(language) as at:
        page = at.become("zhaolei")
        for path in ("/", "/inbox", "/vouchers", "/reports", "/reports/balance-sheet", "/alerts", "/policies"):
            at.open(path)
            changing = page.locator("main form[method=post]:not([action='/ask'])")
            assert changing.count() == 0, (path, changing.first.get_attribute("action"))
        page.locator(".rail a[href='/vouchers']").click()
        page.locator("table.ledger tbody a").first.click()
        assert page.locator("form[action$='/reverse']").count() == 0
        page.locator(".rail a[href='/ask']").click()
        page.locator("#q").fill(asked.examples[language][0])
        page.keyboard.press("Control+Enter")
        at.see(".a-house table.ledger")
        at.see(".a-house .scope")
        at.see(".a-house .local", at.words("web.answered_here"))
        expect(page.locator("#q")).to_have_value("")
        page.locator(".rail a[href='/verify']").click()
        at.button("web.verify").click()
        at.see(".callout.ok", at.words("proof.no_checkpoint"))
        at.see(".word.done", at.words("web.agrees"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_administrator_sees_no_money(screen: Callable[..., Screen], language: str) -> None:
    with screen(language) as at:
        page = at.become("admin")
        places = [one.get_attribute("href") or "" for one in page.locator(".rail a.nav").all()]
        assert not {"/reports", "/vouchers", "/alerts"} & set(places)
        for path in (one for one in places if one not in ("/people", "/access-rules")):  # limits are settings
            at.open(path)
            text = page.locator("main").inner_text()
            assert page.locator("main .money").count() == 0, path
            assert path in ("/ask", "/policies") or not MONEY.search(text), (path, MONEY.search(text))
        at.open("/reports")
        at.see(".callout.stop", at.words("web.nothing_changed"))
