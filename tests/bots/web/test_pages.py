"""Every page for whoever may open it; a sentence with its rule for whoever may not; nothing inline in any."""

from __future__ import annotations

import html
import re

import pytest

from bots.web.render import link
from tests.bots.web.site import Site, inline_faults
from tools.blocks import Ref
from tools.outcome import Denied

PLACES = (
    "/documents", "/snap", "/", "/inbox", "/inbox?tab=ready", "/inbox?tab=waiting", "/ask", "/vouchers", "/vouchers?text=nothing-like-this",
    "/reports", "/reports?level=1", "/reports/account/660213", "/reports?open=660213", "/reports/income-statement", "/reports/balance-sheet", "/reports/cash-flow?month=2026-11", "/reports/cash-flow-indirect", "/reports/views?of=/reports",
    "/reports/aging", "/alerts", "/alerts?state=all", "/policies", "/close", "/close/2026-11", "/reports/movements", "/reports/movements?against=last_year",
    "/invoices", "/invoices/compare", "/learned", "/reports/vat", "/reports/cash-journal", "/bank", "/bank/reconcile", "/cash-count", "/bills",
    "/rates", "/dimensions", "/export", "/assets", "/missing-invoices", "/templates", "/allocation", "/open-items", "/open-items/letter?party=V0001",
    "/open-items/offset", "/open-items/offset?debtor=V0001", "/provisions", "/company", "/forms", "/opening", "/parties", "/parties?text=none-like-it", "/parties/V0001",
    "/access-rules", "/why-not", "/why-not?topic=payroll", "/people", "/me",
    "/samples", "/samples?look=1", "/samples/tests", "/requests", "/audit", "/audit?decision=denied&kinds=reads",
)  # fmt: skip
ADMINS = ("/budgets", "/more", "/me", "/people")
CLOSED = {
    "chenxiao": ("/vouchers", "/reports", "/reports/account/660213", "/reports/income-statement", "/reports/aging"),
    "admin": ("/vouchers", "/reports", "/reports/balance-sheet", "/alerts"),
}
LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_for_the_controller_and_holds_nothing_inline(site: Site, language: str) -> None:
    done = site.purchase()
    limin = site.person("limin", language, follow_redirects=True)
    (voucher, *_) = site.world.must("limin", "search_vouchers").vouchers
    for path in (*PLACES, f"/inbox/{done.proposal}", f"/vouchers/{voucher.id}", "/hello"):
        answer = limin.get(path)
        assert answer.status_code == 200, (path, answer.text[-600:])
        assert inline_faults(answer.text) == [], path
        assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in answer.text, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_an_administrator_open(site: Site, language: str) -> None:
    admin = site.person("admin", language, follow_redirects=True)
    assert admin.get("/budgets").status_code == 200
    site.purchase()
    site.world.must("wangfang", "propose_party_change", vendor_id="V0001", field="name", value="甲", reason="乙")
    for path in ADMINS:
        answer = admin.get(path)
        assert answer.status_code == 200 and inline_faults(answer.text) == [], path
    assert "<progress" in admin.get("/budgets").text
    assert site.person("wangfang").get("/budgets").status_code == 403


def test_the_main_pages_open_on_each_engine(site_on_each: Site) -> None:
    done = site_on_each.purchase()
    limin = site_on_each.person("limin", follow_redirects=True)
    for path in (
        "/",
        f"/inbox/{done.proposal}",
        "/vouchers",
        "/reports?open=660213",
        "/reports/balance-sheet",
        "/alerts",
    ):
        assert limin.get(path).status_code == 200, path


def test_what_an_answer_points_to_opens(site: Site) -> None:
    done = site.purchase()
    limin = site.person("limin", follow_redirects=True)
    (voucher, *_) = site.world.must("limin", "search_vouchers").vouchers
    known = {"voucher": voucher.id, "proposal": done.proposal, "document": done.document, "account": "660213",
             "party": "V0001", "report": "balance-sheet"}  # fmt: skip
    for kind, there in known.items():
        path = link(Ref(kind=kind, id=there))  # type: ignore[arg-type]
        assert limin.get(path).status_code == 200, path


@pytest.mark.parametrize("user", CLOSED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_may_not_is_told_the_rule_and_nothing_else(site: Site, user: str, language: str) -> None:
    site.purchase()
    refused = site.world.gateway.call(
        site.world.who(user, language), "trial_balance", {"period": {"start": "2026-11-01", "end": "2026-11-30"}}
    )
    assert isinstance(refused, Denied)
    sentence = html.escape(refused.reason.text(language))
    person = site.person(user, language)
    for path in CLOSED[user]:
        answer = person.get(path)
        assert answer.status_code == 403, (user, path)
        assert sentence in answer.text or "callout stop" in answer.text
        assert "12,360.00" not in answer.text
    assert sentence in person.get("/reports").text


def test_a_paper_of_somebody_else_cannot_be_opened_nor_its_picture(site: Site) -> None:
    done = site.purchase()
    chenxiao = site.person("chenxiao")
    for thing in (done.document, done.proposal):
        answer = chenxiao.get(f"/inbox/{thing}")
        assert answer.status_code == 403
        assert "云帆" not in answer.text
    assert chenxiao.get(f"/documents/{done.document}/page/1.png").status_code == 404


def test_the_page_is_a_picture_with_boxes_numbered_as_the_fields(site: Site) -> None:
    done = site.purchase()
    limin = site.person("limin")
    picture = limin.get(f"/documents/{done.document}/page/1.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    page = limin.get(f"/inbox/{done.proposal}").text
    assert page.count('class="bx') >= 8
    for number in range(1, 9):
        assert f'">{number}</text>' in page
        assert f'">{number}</a>' in page


def test_rail_shows_only_places_that_open(site: Site) -> None:
    home = site.person("chenxiao").get("/").text
    assert 'href="/reports"' not in home
    assert 'href="/inbox"' in home
    assert 'href="/reports"' in site.person("limin").get("/").text


def test_a_page_that_is_not_there(site: Site) -> None:
    for language, words in (("zh", "这里没有页面"), ("en", "no page here")):
        answer = site.person(language=language).get("/nothing/like/this")
        assert answer.status_code == 404
        assert words in answer.text
    gone = site.person("limin").get("/vouchers/999.1")
    assert gone.status_code == 422


def test_nobody_signed_in_is_led_to_the_door(site: Site) -> None:
    stranger = site.person()
    for path in ("/", "/inbox", "/reports", "/alerts/1", "/policies"):
        assert stranger.lands_on(stranger.get(path)) == "/signin"
    assert stranger.get("/signin").status_code == 200


def test_names_of_files_are_shown_as_text(site: Site) -> None:
    done = site.world.hand_in("wangfang", b"%PDF-1.4 broken", "<script>alert(1)</script>.pdf")
    page = site.person("wangfang").get(f"/inbox/{done.document}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_failure_of_ours_says_that_nothing_was_posted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from tools.outcome import Failed

    limin = site.person("limin")
    real = site.world.house.gateway.call
    monkeypatch.setattr(
        site.world.house.gateway, "call",
        lambda who, tool, given: Failed("abc123") if tool == "trial_balance" else real(who, tool, given),
    )  # fmt: skip
    answer = limin.get("/reports")
    assert answer.status_code == 500
    assert "abc123" in answer.text
    assert "Traceback" not in answer.text


def test_built_files_and_our_own_are_served_with_a_day_of_keeping(site: Site) -> None:
    stranger = site.person()
    for path in ("/static/app.css", "/static/app.js", "/static/seal.svg", "/built/scripts/htmx.min.js"):
        answer = stranger.get(path)
        assert answer.status_code == 200, path
        assert "max-age=86400" in answer.headers["cache-control"]
    assert stranger.get("/static/../app.py").status_code == 404
    assert stranger.get("/static/%2e%2e/app.py").status_code == 404


def test_the_queue_shows_what_falls_due_first_and_asks_only_who_can_answer(site: Site) -> None:
    site.world.hand_in_sample("intake", "new_vendor")
    site.world.hand_in_sample("intake", "factur_x")
    rows = site.world.must("wangfang", "list_inbox").rows
    assert [row.tab for row in rows] == ["needs", "needs"]
    dues = [row.due or "9999" for row in rows]
    assert dues == sorted(dues)
    for reader in ("zhaolei", "zhoujie"):
        assert {row.tab for row in site.world.must(reader, "list_inbox").rows} <= {"waiting"}
        assert "/answer" not in site.person(reader).get(f"/inbox/{rows[0].id}").text
    assert "/answer" in site.person("wangfang").get(f"/inbox/{rows[0].id}").text


def test_an_account_opens_its_ledger_in_pages_and_keeps_what_was_asked(site: Site) -> None:
    site.world.history("V0001", "660213", [100_00 + n for n in range(25)])
    site.world.history("V0002", "660213", [40_00], "sales")
    limin = site.person("limin")
    page = limin.get("/reports/account/660213?month=2026-11").text
    assert "2,543.00" in page, "2,503.00 of one vendor and 40.00 of the other"
    assert page.count('<tr class="line">') == 26
    narrowed = limin.get("/reports/account/660213?month=2026-11&department=sales").text
    assert narrowed.count('<tr class="line">') == 1
    assert '<option value="sales" selected>' in narrowed
    owed = limin.get("/reports/account/220201?month=2026-11&party=V0002").text
    assert owed.count('<tr class="line">') == 1
    assert "本月合计" in owed
    assert "本年累计" in owed
    assert 'href="/reports/account/660213?month=2026-11"' in limin.get("/reports?month=2026-11").text


def test_an_account_without_lines_says_so_and_one_that_is_not_there_is_refused(site: Site) -> None:
    limin = site.person("limin", "en")
    quiet = limin.get("/reports/account/660213?month=2026-11")
    assert quiet.status_code == 200
    assert "Nothing was booked in this time." in quiet.text
    assert limin.get("/reports/account/999999").status_code == 422


def test_the_ledger_goes_on_after_its_first_page(site: Site) -> None:
    lines = [{"account": "660213", "side": "debit", "amount_minor": 100, "dims": {"department": "it"}},
             {"account": "220201", "side": "credit", "amount_minor": 100, "dims": {"party": "V0001"}}]  # fmt: skip
    site.world.run("2026-11", [{"date": "2026-11-03", "memo": "many", "lines": lines}] * 230)
    limin = site.person("limin")
    first = limin.get("/reports/account/660213?month=2026-11").text
    (onward,) = re.findall(r'href="(/reports/account/660213[^"]*after=[^"]*)"', first)
    assert first.count('<tr class="line">') == 200
    assert "本月合计" not in first
    second = limin.get(html.unescape(onward)).text
    assert second.count('<tr class="line">') == 30
    assert "承前页" in second
    assert "本月合计" in second
    assert "230.00" in second
