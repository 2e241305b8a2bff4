"""Every page the benchmark asks for is there, and its figures are ratios to the cheapest of them."""

from __future__ import annotations

from benchmarks.pages import PAGES, measure, name_of
from tests.bots.web.site import Site
from tests.world import World


def test_every_page_answers_and_stands_beside_the_cheapest(world: World) -> None:
    found = measure(Site(world).person("limin", follow_redirects=True), PAGES)
    assert {row.name for row in found} == {name_of(path) for path in PAGES} and len(found) == len(PAGES)
    assert found[-1].ratio == 1 and [row.ratio for row in found] == sorted((row.ratio for row in found), reverse=True)
    assert name_of("/reports/cash-flow") == "page_reports_cash_flow"
