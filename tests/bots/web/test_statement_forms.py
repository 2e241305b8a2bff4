"""报表格式 in the browser: taken out, handed back with a fault and without, used, and left again."""

from __future__ import annotations

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults
from tests.tools.reports.test_statement_forms import _apart, _at, _file
from tools.shared.form_files import read_form


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_workbook_to_a_form_in_use_and_back(site: Site, language: str) -> None:
    limin = site.person("limin", language)
    answer = limin.get("/forms/workbook")
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
    rows = [dict(one.cells) for one in read_form(answer.content, "form.xlsx")]

    spoilt = [dict(one) for one in rows]
    _at(spoilt, "A10")["feed"] += " 1001"
    path = limin.lands_on(limin.send_form("/forms/file", files={"file": ("form.xlsx", _file(spoilt))}))
    page = limin.get(path).text
    assert say("form.faulty", language, count=1) in page and "1001" in page
    assert say("form.take", language) not in page and inline_faults(page) == []

    path = limin.lands_on(limin.send_form("/forms/file", files={"file": ("form.xlsx", _file(_apart(rows)))}))
    page = limin.get(path).text
    assert say("form.list_added", language, count=1) in page and inline_faults(page) == []
    (sha256,) = {word.partition("file=")[2].partition("&")[0] for word in [path]}
    unnamed = limin.send_form("/forms/take", {"file": sha256, "name": "form.xlsx", "title": " ", "month": "2026-11"})
    assert unnamed.status_code == 422 and say("form.no_title", language) in unnamed.text
    form = {"file": sha256, "name": "form.xlsx", "title": "管理格式", "month": "2026-11"}
    assert limin.lands_on(limin.send_form("/forms/take", form)) == "/forms?said=kept"
    assert "管理格式" in limin.get("/forms?said=kept").text
    assert "管理格式" in limin.get("/reports/balance-sheet").text

    assert limin.lands_on(limin.send_form("/forms/end")) == "/forms?said=ended"
    assert "管理格式" not in limin.get("/reports/balance-sheet").text


def test_who_may_not_change_it_sees_no_button_and_a_stranger_s_form_is_refused(site: Site) -> None:
    auditor = site.person("admin")
    page = auditor.get("/forms").text
    assert "1122" in page
    assert site.person("limin").post("/forms/end", data={"csrf": "x"}).status_code == 403
    empty = site.person("limin").send_form("/forms/file")
    assert empty.status_code == 422 and say("table.no_file", "zh") in empty.text
