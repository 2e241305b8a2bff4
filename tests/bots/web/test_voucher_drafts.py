"""录到一半: kept by one button, listed, continued in another browser with its faults, let go; no scripts needed."""

from __future__ import annotations

import re

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults

WRONG = {
    "row": ["0", "1"], "date": "2026-11-20", "memo": "<b>还没写完", "attachments": "many", "account-0": "没有这个", "debit-0": "1.234",
    "department-0": "it", "memo-1": "..", "currency-0": "USD",
}  # fmt: skip


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_typed_goes_on_in_another_browser(site: Site, language: str) -> None:
    first = site.person("wangfang", language)
    page = first.send_form("/vouchers/new", WRONG | {"do": "keep"})
    assert page.status_code == 200 and say("draft.kept", language) in page.text and 'class="fault"' not in page.text
    draft = hidden(page.text, "draft")
    other = site.person("wangfang", language)
    listed = other.get("/vouchers/drafts").text
    assert inline_faults(listed) == [] and f"/vouchers/new?draft={draft}" in listed and "&lt;b&gt;还没写完" in listed
    again = other.get(f"/vouchers/new?draft={draft}").text
    for text in ('value="没有这个"', 'value="1.234"', 'value="many"', 'value=".."', "&lt;b&gt;还没写完", 'value="USD"'):
        assert text in again, text
    stale = {"draft": draft, "version": "1"}
    assert (
        hidden(other.send_form("/vouchers/new", WRONG | stale | {"do": "keep", "memo": "写完了"}).text, "version")
        == "2"
    )
    refused = first.send_form("/vouchers/new", WRONG | stale | {"do": "keep", "memo": "旧的"})
    assert (
        refused.status_code == 422 and say("draft.changed", language) in refused.text and 'value="旧的"' in refused.text
    )
    right = {
        "attachments": "1",
        "account-0": "bgf",
        "debit-0": "5",
        "currency-0": "",
        "account-1": "100201",
        "credit-1": "=",
    }
    other.lands_on(other.send_form("/vouchers/new", WRONG | right | stale | {"do": "submit"}))
    assert say("draft.none", language) in other.get("/vouchers/drafts").text


def test_it_is_let_go_by_a_button_and_tampered_forms_do_nothing(site: Site) -> None:
    wangfang = site.person("wangfang")
    draft = hidden(wangfang.send_form("/vouchers/new", WRONG | {"do": "keep"}).text, "draft")
    path = f"/vouchers/drafts/{draft}/discard"
    assert wangfang.post(path, data={"csrf": "guess"}).status_code == 403
    assert site.person("limin").send_form(path).status_code == 422
    assert site.person("chenxiao").get("/vouchers/drafts").status_code == 403
    for change in (
        {"draft": "x" * 500},
        {"draft": "../x"},
        {"draft": draft, "version": "²"},
        {"draft": draft, "version": "-1"},
    ):
        assert wangfang.send_form("/vouchers/new", WRONG | change | {"do": "keep"}).status_code == 422, change
    assert wangfang.get("/vouchers/new?draft=nothing").status_code in (404, 422)
    assert len(site.world.must("wangfang", "list_voucher_drafts").rows) == 1
    assert wangfang.lands_on(wangfang.send_form(path)) == "/vouchers/drafts?said=discarded"
    assert site.world.must("wangfang", "list_voucher_drafts").rows == ()
