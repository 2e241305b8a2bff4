"""No page hinders anybody: axe-core in both languages and schemes; 360 px and 200 % without sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import PROFILE
from tests.journeys.house import Served
from tests.journeys.screen import Screen
from tools.demo import cast

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "bots/web/assets/node_modules/axe-core/axe.min.js"
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => [one.id, one.nodes.map(node => node.html.slice(0, 160) + ' ' + node.failureSummary.slice(0, 200)).slice(0, 3)]))"
CUT = """() => {
  const wide = document.documentElement.clientWidth, bad = [];
  const inside = (one) => one.closest('.scroll, .vh, .svgdefs, svg, .skip');
  for (const one of document.querySelectorAll('body *')) {
    if (inside(one) || !one.getClientRects().length) continue;
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (style.clipPath === 'inset(50%)') continue;  // for ears only
    if (box.right > wide + 1 || box.left < -1) bad.push(['past the edge', one.outerHTML.slice(0, 120), box.left, box.right]);
    else if (['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis' && one.scrollWidth > one.clientWidth + 1) bad.push(['cut', one.outerHTML.slice(0, 120), one.scrollWidth, one.clientWidth]);
  }
  return [document.documentElement.scrollWidth > wide ? 'scrolls sideways' : '', bad.slice(0, 5)];
}"""
PEOPLE_AND_PLACES = {
    "limin": ("/", "/vouchers", "/reports?level=1", "/reports?open=660211", "/reports/income-statement",
              "/reports/balance-sheet", "/reports/cash-flow", "/reports/aging", "/reports/account/660211", "/reports/journal?month=2026-10", "/reports/multi-column/6602?month=2026-10", "/reports/by-dimension?month=2026-10", "/reports/cash-flow-indirect?month=2026-10", "/reports/views?of=/reports/journal?month=2026-10", "/alerts", "/alerts/1", "/more", "/verify?run=1", "/close", "/close/2026-10", "/missing-invoices", "/templates", "/allocation", "/reports/vat?month=2026-10", "/reports/movements?month=2026-10", "/reports/cash-journal?account=100201:CNY", "/bank", "/bank/reconcile", "/cash-count", "/bills", "/dimensions", "/open-items/offset?debtor=C0001", "/provisions", "/company", "/forms", "/documents?bad=empty~a.pdf"),
    "wangfang": ("/inbox?tab=needs", "/inbox?tab=ready", "/inbox?list=1", "/inbox?tab=waiting", "/ready", "/invoices", "/invoices/compare"),
    "chenxiao": ("/", "/inbox", "/inbox?list=1", "/reports"),
    "zhoujie": ("/policies", "/policies?q=500", "/ask"),
    "admin": ("/", "/inbox"),
}  # fmt: skip


def _first(page: Page, selector: str) -> str:
    return page.locator(selector).first.get_attribute("href") or "/"


def _walk(at: Screen, look: Callable[[str], None]) -> None:
    """Every page, each shown once to ``look``."""
    look("/hello")
    for user, paths in PEOPLE_AND_PLACES.items():
        at.become(user)
        for path in paths:
            at.open(path)
            look(path)
        if user == "limin":
            at.open("/vouchers")
            at.open(_first(at.page, "table.ledger tbody a"))
            look("/vouchers/…")
        if user == "wangfang":
            at.open("/invoices")
            at.open(_first(at.page, "table.register tbody a"))
            look("/invoices/…")
        if user == "chenxiao":
            at.open("/ask")
            at.page.locator(".chips button").first.click()
            at.page.locator("#turn-1").wait_for()
            at.page.locator("details:visible > summary").first.click()
            look("/ask/…")
        if user == "zhoujie":
            at.open("/policies")
            at.open(_first(at.page, ".todo a.row"))
            look("/policies/…")
    at.page.context.clear_cookies()
    for path in ("/signin?wrong=1", "/nothing"):
        at.open(path)
        look(path)


ALL = PROFILE == "full"
DESKTOP, PHONE, ZOOMED, TABLET = (1440, 960), (360, 740), (720, 480), (1024, 768)
SCHEMES = {"zh": ("light", *(("dark",) if ALL else ())), "en": ("dark", *(("light",) if ALL else ()))}
SIZES = {"zh": (PHONE, *((ZOOMED, TABLET) if ALL else ())), "en": (PHONE, ZOOMED, *((TABLET,) if ALL else ()))}
"""ZOOMED is what a window of 1440 by 960 shows at 200 %."""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_hinders_anybody(screen: Callable[..., Screen], language: str) -> None:
    """axe-core finds nothing serious in either scheme; at no size is anything cut or scrolled sideways."""
    found: dict[Any, Any] = {}
    with screen(language, size=DESKTOP, scale=2) as at:

        def look(path: str) -> None:
            at.page.evaluate(AXE.read_text(encoding="utf-8"))
            for scheme in SCHEMES[language]:
                at.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour half way
                if violations := at.page.evaluate(RUN):
                    found[path, scheme] = violations
            for width, height in SIZES[language]:
                at.page.set_viewport_size({"width": width, "height": height})
                sideways, bad = at.page.evaluate(CUT)
                if sideways or bad:
                    found[path, width] = (sideways, bad)
            at.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})

        _walk(at, look)
    assert found == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_fingers_find_what_they_press(screen: Callable[..., Screen], served: Served, language: str) -> None:
    """Main controls are at least 44 px high on a phone."""
    with screen(language, size=(360, 740), touch=True) as at:
        at.become("wangfang")
        for path in ("/", "/inbox?tab=ready", "/inbox?list=1", "/ready", "/alerts/1"):
            at.open(path)
            heights = at.page.locator("main .btn:visible:not(.sm), .phonenav a").evaluate_all(
                "all => all.map(one => [one.getBoundingClientRect().height, one.outerHTML.slice(0, 80)])"
            )
            assert [one for one in heights if one[0] < 43] == [], path
    assert served.house.door.facts(cast.TENANT).demo
