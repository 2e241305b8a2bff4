"""资产与待摊 on the page: kept, looked at, and typed figures that stay where they are refused."""

from __future__ import annotations

from tests.bots.web.site import Site

VAN = {
    "name": "货车", "kind": "fixed", "cost": "90000", "residual": "4500", "method": "units", "months": "48",
    "units": "200000", "in_service": "2026-10-15", "account": "1601 固定资产", "carried_on": "1602", "expense": "660207",
    "department": "admin",
}  # fmt: skip


def test_a_card_is_kept_and_its_units_given(site: Site) -> None:
    person = site.person("zhangwei", follow_redirects=True)
    refused = person.send_form("/assets", VAN | {"cost": "0"})
    assert refused.status_code == 422 and 'value="货车"' in refused.text
    assert "A0001" in person.send_form("/assets", VAN).text
    assert "工作量已记下" in person.send_form("/assets/A0001/use", {"period": "2026-11", "units": "1000"}).text
    moved = person.send_form(
        "/assets/A0001/move", {"from_month": "2026-12", "department": "sales", "expense": "660207 x"}
    )
    assert "转移已记下" in moved.text and "2026-12" in moved.text
    assert person.send_form("/assets/A0001/move", {"from_month": "2026-13", "department": "it"}).status_code == 422
    assert person.send_form("/assets/A0001/leave", {"day": "2026-11-20"}).status_code == 422
    assert person.send_form("/assets", VAN | {"method": "straight"}).status_code == 200
    assert "2030-10" in person.get("/assets/A0002").text
    assert 'action="/assets"' not in site.person("zhaolei").get("/assets").text
    assert site.person("chenxiao").get("/assets").status_code == 403
