"""现金与银行 on the pages: journals drilled to their vouchers and sent as files."""

from __future__ import annotations

from tests.bots.web.site import Site, inline_faults
from tests.tools.test_cash_journal import MOVES, move


def test_a_journal_shows_days_drills_to_vouchers_and_leaves_as_a_file(site: Site) -> None:
    move(site.world, "100201", MOVES)
    page = site.person("limin").get("/reports/cash-journal?account=100201:CNY&start=2026-11-01&end=2026-11-30").text
    assert page.count("本日合计") == 4 and page.count("本月合计") == 1
    assert "/vouchers/" in page and 'href="/reports/account/1012?month=2026-11"' in page
    assert "有 1 天日终余额为负" in page and "2026-11-24" in page
    assert not inline_faults(page)
    english = site.person("limin", "en").get("/reports/cash-journal?account=100201:CNY&month=2026-11").text
    assert "Total of the day" in english and "Bank journal" in english
    sent = site.person("limin").get("/reports/cash-journal?account=100201:CNY&month=2026-11&form=csv")
    assert sent.text.count("2026-11-02") >= 2 and "text/csv" in sent.headers["content-type"]


def test_the_first_account_opens_without_asking_and_a_stranger_sees_none(site: Site) -> None:
    assert "库存现金" in site.person("limin").get("/reports/cash-journal").text
    assert site.person("chenxiao").get("/reports/cash-journal").status_code == 403
