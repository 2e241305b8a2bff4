"""分摊 rules on the page by forms alone: kept, refused with what was typed, given up."""

from __future__ import annotations

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_keeps_and_gives_up_by_forms(site: Site, language: str) -> None:
    limin = site.person("limin", language, follow_redirects=True)
    assert inline_faults(limin.get("/allocation").text) == []
    form = {"name": "房租", "accounts": "660208，660210", "department": "admin", "weight-sales": "3", "weight-it": "x"}
    wrong = limin.send_form("/allocation", form)
    assert wrong.status_code == 422 and 'value="660208，660210"' in wrong.text and 'value="x"' in wrong.text
    kept = limin.send_form("/allocation", form | {"weight-it": "1"})
    assert (
        say("allocation.said_kept", language) in kept.text and "660208, 660210" in kept.text and "75.00%" in kept.text
    )
    assert 'action="/allocation"' not in site.person("zhangwei").get("/allocation").text
    assert site.person("chenxiao").get("/allocation").status_code == 403
    assert site.person("zhangwei").send_form("/allocation", form).status_code in (403, 422)
    assert say("allocation.none", language) in limin.send_form("/allocation/D001/retire").text
