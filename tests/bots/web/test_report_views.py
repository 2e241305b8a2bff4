"""我的视图 on the pages: every report can be saved where it stands, opens again as it was, and belongs to one person."""

from __future__ import annotations

import html
import re

import pytest

from bots.web.pages.report_views import PATHS, address_of, asked_of
from tests.bots.web.site import Person, Site, inline_faults
from tools.reports.saved_views import REPORTS

ADDRESS = "/reports/account/6602?month=2026-10&until=2026-11&party=V0001"


def saved(person: Person, address: str = ADDRESS, name: str = "管理费用", months: str = "fixed") -> str:
    answer = person.send_form("/reports/views", {"of": address, "name": name, "months": months})
    assert person.lands_on(answer) == "/reports/views?said=saved"
    listed = person.get("/reports/views").text
    (view,) = re.findall(rf'href="(/reports/views/[^"]+)">{name}<', listed)
    return str(view)


def test_each_report_that_may_be_saved_has_its_page_and_no_other() -> None:
    assert set(PATHS.values()) == set(REPORTS)
    for path, report in PATHS.items():
        address = f"{path}1122" if path.endswith("/") else path
        assert (
            asked_of(address)[0] == report
            and address_of(*asked_of(f"{address}?month=2026-11")) == f"{address}?month=2026-11"
        )
    for strange in ("https://example.org/reports", "//example.org/reports", "/reports/account/a/b", "/vouchers"):
        assert asked_of(strange) == ("", {})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_is_saved_where_it_stands_and_opens_as_it_was(site: Site, language: str) -> None:
    limin = site.person("limin", language)
    page = limin.get(ADDRESS).text
    (link,) = {
        html.unescape(one) for one in re.findall(r'href="(/reports/views\?of=[^"]+)"', page)
    }  # in the row and in the fold of a phone
    form = limin.get(link).text
    assert not inline_faults(form) and html.escape(ADDRESS) in form and 'name="months"' in form
    view = saved(limin)
    assert limin.lands_on(limin.get(view)) == "/reports/account/6602?month=2026-10&until=2026-11&party=V0001"
    assert limin.get(ADDRESS).status_code == 200
    assert "管理费用" not in site.person("wangfang", language).get("/reports/views").text
    assert limin.lands_on(limin.send_form(f"{view}/rename", {"name": "费用"})) == "/reports/views?said=renamed"
    assert limin.lands_on(limin.send_form(f"{view}/forget")) == "/reports/views?said=forgotten"
    assert limin.get(view).status_code == 422


def test_a_name_twice_is_said_and_what_was_typed_stays(site: Site) -> None:
    limin = site.person("limin")
    saved(limin)
    again = limin.send_form("/reports/views", {"of": ADDRESS, "name": "管理费用"})
    assert again.status_code == 422 and "已有名为「管理费用」" in again.text and html.escape(ADDRESS) in again.text


def test_a_view_whose_filter_is_no_more_says_so_and_a_form_of_another_site_saves_nothing(site: Site) -> None:
    limin = site.person("limin")
    view = saved(limin, "/reports/account/9999?month=2026-11", "没有了")
    answer = limin.get(limin.lands_on(limin.get(view)))
    assert answer.status_code == 422 and "9999" in answer.text
    assert limin.post("/reports/views", data={"of": ADDRESS, "name": "x", "csrf": "wrong"}).status_code == 403
    assert limin.send_form("/reports/views", {"of": "/vouchers", "name": "x"}).status_code == 422


def test_a_report_opened_without_a_month_is_saved_without_one_and_shows_this_month(site: Site) -> None:
    limin = site.person("limin")
    form = limin.get("/reports/views?of=/reports/cash-flow")
    assert form.status_code == 200 and 'name="months"' not in form.text
    view = saved(limin, "/reports/cash-flow", "本月现金流量")
    assert limin.lands_on(limin.get(view)) == "/reports/cash-flow"
