"""No page hinders anybody: axe-core in both languages and schemes; 360 px and 200 % without sideways scrolling."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from bots.web.app import _routers
from tests.conftest import PROFILE
from tests.journeys.house import Served
from tests.journeys.screen import Screen
from tools.demo import cast

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "bots/web/assets/node_modules/axe-core/axe.min.js"
RUN = """(only) => {
  const grave = ['serious', 'critical'];
  // a rule carries its own weight: what the lighter ones would find is not asked for, and a third of the time
  window.light ??= Object.fromEntries(axe._audit.rules.filter(one => !grave.includes(one.impact)).map(one => [one.id, {enabled: false}]));
  return axe.run(document, {resultTypes: ['violations'], ...(only ? {runOnly: only} : {rules: window.light})}).then(found =>
    found.violations.filter(one => grave.includes(one.impact)).map(one =>
      [one.id, one.nodes.map(node => node.html.slice(0, 160) + ' ' + node.failureSummary.slice(0, 200)).slice(0, 3)]));
}"""
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
              "/reports/balance-sheet", "/reports/cash-flow", "/reports/aging", "/reports/account/660211", "/reports/journal?month=2026-10", "/reports/multi-column/6602?month=2026-10", "/reports/by-dimension?month=2026-10", "/reports/cash-flow-indirect?month=2026-10", "/reports/views?of=/reports/journal?month=2026-10", "/alerts", "/alerts/1", "/more", "/verify?run=1", "/close", "/close/2026-10", "/missing-invoices", "/templates", "/allocation", "/reports/vat?month=2026-10", "/reports/movements?month=2026-10", "/reports/cash-journal?account=100201:CNY", "/bank", "/bank/reconcile", "/cash-count", "/bills", "/dimensions", "/open-items/offset?debtor=C0001", "/provisions", "/company", "/forms", "/documents?bad=empty~a.pdf",
              "/access-rules", "/why-not?topic=payroll", "/why-not?about=close_month&thing=2026-01", "/assets", "/chart", "/export", "/open-items", "/open-items/letter?party=C0001", "/opening", "/parties", "/parties/V0001", "/party-lists", "/rates", "/companies", "/vouchers/new", "/vouchers/drafts", "/journal-import", "/me"),
    "zhaolei": ("/requests", "/audit", "/audit?kinds=reads", "/samples", "/samples?look=1", "/samples/tests"),
    "wangfang": ("/requests", "/learned", "/inbox?tab=needs", "/inbox?tab=ready", "/inbox?list=1", "/inbox?tab=waiting", "/ready", "/invoices", "/invoices/compare"),
    "chenxiao": ("/", "/snap", "/inbox", "/inbox?list=1", "/reports"),
    "zhoujie": ("/policies", "/policies?q=500", "/ask"),
    "admin": ("/", "/inbox", "/budgets", "/people", "/people/wangfang/change", "/people/wangfang/disable", "/slack-link", "/company/new"),
}  # fmt: skip


WALKED = {
    "/hello", "/vouchers/1.1", "/vouchers/1.1/correct", "/invoices/x", "/ask/x", "/policies/x", "/inbox/x", "/signin",
    "/inbox/x/lines",
}  # fmt: skip
"""Pages of one thing that the walk comes to by its links."""
NO_PAGE = {
    "/api/tools": "JSON", "/documents/{document}/page/{number}.png": "a picture", "/samples/{key}.png": "a picture",
    "/samples/{sample}/pack": "a file", "/requests/{number}/file": "a file", "/verify/checkpoint": "a file", "/opening/template": "a file", "/invoices/deductions": "a file", "/vouchers/print": "a file", "/forms/workbook": "a file",
    "/bank/reconcile/print": "a file", "/cash-count/{count}/print": "a file", "/vouchers/{voucher}/print": "a file",
    "/signin/company": "leads on", "/signin/company/back": "leads on", "/me/company-sign-in": "leads on", "/reports/views/{view}": "leads on",
    "/inbox/{thing}/field/{field}": "a piece of a page", "/join": "by its link alone: tests/bots/web/test_door.py",
    "/welcome": "an empty machine alone: tests/bots/web/test_own_company.py", "/start": "a company of one's own alone: tests/bots/web/test_own_company.py",
    "/inbox/{thing}/vendor": "a new vendor's paper alone: tests/bots/web/test_vendors.py", "/samples/{sample}": "once drawn: tests/bots/web/test_audit.py", "/assets/{number}": "the demo has no card: tests/bots/web/test_assets.py", "/bills/{bill}": "the demo has no bill: tests/bots/web/test_cash.py",
}  # fmt: skip
"""Routes that are no page, or none of the demo company, and why."""


def test_every_page_is_looked_at_or_is_none() -> None:
    """From the routes themselves: a new page is walked through, or says here why not."""
    routes = {
        one.path for router in _routers() for one in router.routes if "GET" in (getattr(one, "methods", None) or ())
    }
    places = WALKED | {path.partition("?")[0] for paths in PEOPLE_AND_PLACES.values() for path in paths}
    shapes = {route: re.sub(r"\{[^}]+:path\}", ".+", route) for route in routes}
    shapes = {route: re.compile(re.sub(r"\{[^}]+\}", "[^/]+", shape)) for route, shape in shapes.items()}
    seen = {
        next((one for one in sorted(shapes, key=lambda one: one.count("{")) if shapes[one].fullmatch(place)), "")
        for place in places
    }
    unseen = routes - seen
    assert unseen - {*NO_PAGE} == set()
    assert {*NO_PAGE} <= unseen


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
            at.open(f"{urlsplit(at.page.url).path}/correct")
            look("/vouchers/…/correct")
        if user == "wangfang":
            at.open("/invoices")
            at.open(_first(at.page, "table.register tbody a"))
            look("/invoices/…")
            at.open("/inbox?tab=ready")
            at.open(_first(at.page, "a[href$='/lines']"))
            look("/inbox/…/lines")
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
    with screen(language, size=DESKTOP, scale=1) as at:
        at.page.add_init_script(path=AXE)  # once for all pages: it is half a megabyte
        at.page.reload()

        def look(path: str) -> None:
            for place, scheme in enumerate(SCHEMES[language]):
                at.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour half way
                # of the second scheme only colours are new: the page is the same
                if violations := at.page.evaluate(RUN, ["color-contrast"] if place else None):
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
