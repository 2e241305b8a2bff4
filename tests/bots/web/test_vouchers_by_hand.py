"""录凭证, 更正 and 打印 by forms alone: rows added, pasted, kept as typed where refused; tampered forms do nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults

ROWS = {
    "row": ["0", "1"], "date": "2026-11-20", "memo": "办公用品", "attachments": "1", "account-0": "bgf", "debit-0": "90.00",
    "department-0": "it", "account-1": "100201", "credit-1": "=",
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_voucher_is_typed_and_handed_in_with_one_button(site: Site, language: str) -> None:
    wangfang = site.person("wangfang", language)
    page = wangfang.get("/vouchers/new").text
    assert inline_faults(page) == [] and say("act.submit", language) in page
    where = wangfang.lands_on(wangfang.send_form("/vouchers/new", ROWS | {"do": "submit"}))
    assert where.endswith("?said=submit")
    made = site.world.must("limin", "open_proposal", proposal=where.removeprefix("/inbox/").partition("?")[0])
    assert (made.state, made.maker, [str(line.amount) for line in made.lines]) == (
        "proposed",
        "wangfang",
        ["90.00"] * 2,
    )


def test_what_is_wrong_stands_at_its_cell_and_stays_as_typed(site: Site) -> None:
    wangfang = site.person("wangfang")
    answer = wangfang.send_form("/vouchers/new", ROWS | {"do": "submit", "debit-0": "1.234", "memo-1": "<b>x"})
    assert answer.status_code == 422
    assert 'id="f-lines-0-debit"' in answer.text and 'value="1.234"' in answer.text
    assert "&lt;b&gt;x" in answer.text and "<b>x" not in answer.text
    assert site.world.must("limin", "list_inbox").rows == ()


def test_rows_are_added_dropped_and_pasted_without_scripts(site: Site) -> None:
    wangfang = site.person("wangfang")
    more = wangfang.send_form("/vouchers/new", ROWS | {"do": "add"}).text
    assert 'name="account-2"' in more and 'class="fault"' not in more
    less = wangfang.send_form("/vouchers/new", ROWS | {"do": "drop:0"}).text
    assert 'name="account-1"' not in less and 'value="100201"' in less
    pasted = wangfang.send_form("/vouchers/new", ROWS | {"do": "paste", "pasted": "660204\t1\t\tx\t没有这个部门\n"})
    assert (
        pasted.status_code == 422 and 'id="f-lines-2-dims-department"' in pasted.text and "没有这个部门" in pasted.text
    )


def test_tampered_forms_and_strangers_make_nothing(site: Site) -> None:
    wangfang = site.person("wangfang")
    for change in ({"date": "x"}, {"attachments": "-1"}, {"was-0": "9"}, {"account-0": "1001; DROP"}, {"department-0": "../it"},
                   {"memo-0": "x" * 500}, {"tax_code-0": "<script>"}, {"memo": "x" * 300}):  # fmt: skip
        answer = wangfang.send_form("/vouchers/new", ROWS | {"do": "submit"} | change)
        assert answer.status_code == 422, (change, answer.status_code)
    assert wangfang.post("/vouchers/new", data=ROWS | {"csrf": "guess", "do": "submit"}).status_code == 403
    for user in ("chenxiao", "zhaolei", "admin"):
        stranger = site.person(user)
        assert stranger.get("/vouchers/new").status_code == 403, user
        assert stranger.send_form("/vouchers/new", ROWS | {"do": "submit"}).status_code == 403, user
    assert site.world.must("limin", "list_inbox").rows == ()


def posted(site: Site) -> Any:
    site.purchase()
    return site.world.must("limin", "search_vouchers").vouchers[-1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_posted_voucher_is_corrected_from_its_page(site: Site, language: str) -> None:
    voucher, wangfang = posted(site), site.person("wangfang", language)
    path = f"/vouchers/{voucher.id}/correct"
    assert f'href="{path}"' in wangfang.get(f"/vouchers/{voucher.id}").text
    page = wangfang.get(path).text
    assert inline_faults(page) == [] and voucher.number in page and 'name="was-0" value="1"' in page
    form = {
        "row": ["0", "1"], "date": "2026-11-25", "attachments": "0", "was-0": "1", "account-0": "660204", "debit-0": "11.00",
        "department-0": "it", "was-1": "2", "account-1": "220201", "credit-1": "11.00", "party-1": "V0001",
    }  # fmt: skip
    refused = wangfang.send_form(path, form | {"do": "submit", "way": "difference"})
    assert (
        refused.status_code == 422 and say("books.more_than_amounts", language, number=voucher.number) in refused.text
    )
    where = wangfang.lands_on(wangfang.send_form(path, form | {"do": "submit"}))
    made = site.world.must("limin", "open_proposal", proposal=where.removeprefix("/inbox/").partition("?")[0])
    assert (made.vouchers, made.state) == (2, "proposed")
    assert site.person("chenxiao").get(path).status_code == 403


def test_vouchers_are_printed_from_their_page_and_by_range(site: Site) -> None:
    voucher, limin = posted(site), site.person("limin")
    assert f'href="/vouchers/{voucher.id}/print"' in limin.get(f"/vouchers/{voucher.id}").text
    assert 'action="/vouchers/print"' in limin.get("/vouchers").text
    for path in (f"/vouchers/{voucher.id}/print", "/vouchers/print?month=2026-11&first=1&last=2&paper=a4&cover=1"):
        answer = limin.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), path
        assert answer.content.startswith(b"%PDF-")
    assert limin.get("/vouchers/print?month=2026-11&first=900").status_code == 422
    assert site.person("chenxiao").get(f"/vouchers/{voucher.id}/print").status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lines_ticked_in_a_ledger_move_to_another_department(site: Site, language: str) -> None:
    posted(site)
    wangfang = site.person("wangfang", language)
    page = wangfang.get("/reports/account/660213?month=2026-11&until=2026-11").text
    ticks = re.findall(r'name="line" value="([0-9.]+)"', page)
    assert len(ticks) == 3 and inline_faults(page) == []
    path = "/reports/account/660213/reclassify"
    where = wangfang.lands_on(wangfang.send_form(path, {"line": ticks[:2], "value": "admin"}))
    made = site.world.must("limin", "open_proposal", proposal=where.removeprefix("/inbox/"))
    assert [line.dims["department"] for line in made.lines] == ["it", "admin", "it", "admin"]
    assert sum(line.amount_minor for line in made.lines) == 0
    assert wangfang.send_form(path, {"value": "admin"}).status_code == 422
    assert wangfang.post(path, data={"csrf": "guess", "line": ticks, "value": "admin"}).status_code == 403
    assert 'name="line"' not in site.person("zhaolei").get("/reports/account/660213?month=2026-11&until=2026-11").text


def test_a_voucher_is_marked_to_reverse_itself_by_form(site: Site) -> None:
    wangfang = site.person("wangfang", "zh")
    assert 'name="reverses_next"' in wangfang.get("/vouchers/new").text
    where = wangfang.lands_on(wangfang.send_form("/vouchers/new", ROWS | {"do": "submit", "reverses_next": "1"}))
    assert "2026-12-01" in wangfang.get(where).text
    early = wangfang.send_form("/vouchers/new", ROWS | {"do": "submit", "reverses_on": "2026-11-30"})
    assert early.status_code == 422 and 'id="f-reverses_on"' in early.text and 'value="2026-11-30"' in early.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_currency_and_quantity_are_worked_out_without_scripts(site: Site, language: str) -> None:
    wangfang = site.person("wangfang", language)
    form = ROWS | {"department-0": "it", "debit-0": "*", "currency-0": "USD", "foreign-0": "10"}
    refused = wangfang.send_form("/vouchers/new", form | {"do": "submit"})
    assert refused.status_code == 422 and 'id="f-lines-0-rate"' in refused.text and 'value="*"' in refused.text
    checked = wangfang.send_form("/vouchers/new", form | {"do": "check", "rate-0": "7.1", "measures": "1"}).text
    assert 'name="debit-0" value="71.00"' in checked and 'name="measures" value="1" checked' in checked
    where = wangfang.lands_on(wangfang.send_form("/vouchers/new", form | {"do": "propose", "rate-0": "7.1"}))
    page = wangfang.get(where).text
    assert "× 7.1 =" in page and "71.00" in page
