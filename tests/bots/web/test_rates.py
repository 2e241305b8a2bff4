"""汇率 on the page: given, kept where it is refused, imported, and closed to those who may not."""

from __future__ import annotations

import re

from tests.bots.web.site import Site

GIVEN = {"currency": "USD", "day": "2026-11-30", "kind": "closing", "rate": "7.2345", "source": "PBOC"}


def _token(person) -> str:  # type: ignore[no-untyped-def]
    found = re.search(r'name="csrf" value="([^"]+)"', person.get("/rates").text)
    assert found
    return found[1]


def test_a_rate_is_given_and_what_is_refused_stays_typed(site: Site) -> None:
    person = site.person("zhangwei", follow_redirects=True)
    assert "7.2345" in person.post("/rates", data={"csrf": _token(person), **GIVEN}).text
    refused = person.post("/rates", data={"csrf": _token(person), **GIVEN, "rate": "0", "source": "央行"})
    assert refused.status_code == 422 and 'value="央行"' in refused.text
    rows = "currency,date,rate\nEUR,2026-11-30,7.91\n"
    sent = person.post(
        "/rates/file", data={"csrf": _token(person), "kind": "mid"}, files={"file": ("r.csv", rows.encode())}
    )
    assert "7.91" in sent.text and "r.csv" in sent.text
    assert person.get("/rates?form=csv").text.count("2026-11-30") >= 2


def test_who_may_only_look_sees_no_form_and_a_stranger_no_page(site: Site) -> None:
    assert "<form" in site.person("zhangwei").get("/rates").text
    assert 'action="/rates"' not in site.person("zhaolei").get("/rates").text
    assert site.person("chenxiao").get("/rates").status_code == 403
