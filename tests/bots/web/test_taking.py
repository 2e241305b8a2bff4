"""我来处理 on the page: who works on it is told before an act goes through, and then it does."""

from __future__ import annotations

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_works_on_it_is_told_first_and_then_the_act_goes_through(site: Site, language: str) -> None:
    done = site.purchase()
    path = f"/inbox/{done.proposal}"
    limin, wangfang = site.person("limin", language), site.person("wangfang", language)
    digest = site.world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    assert say("act.take", language) in limin.get(path).text
    assert limin.lands_on(limin.send_form(f"{path}/take", {"told": ""})) == path
    assert say("web.hand_back", language) in limin.get(path).text
    where = wangfang.lands_on(wangfang.send_form(f"{path}/submit", {"digest": digest, "told": "-"}))
    assert where == f"{path}?said=taken"
    page = wangfang.get(where).text
    name = {"zh": "李敏", "en": "Li Min"}[language]
    assert inline_faults(page) == [] and say("web.taken_first", language, who=name) in page
    assert 'name="told" value="limin"' in page
    assert wangfang.lands_on(wangfang.send_form(f"{path}/take", {"told": ""})) == where, "nor is it taken over untold"
    site.world.later(1)
    told = wangfang.send_form(f"{path}/submit", {"digest": digest, "told": "limin"})
    assert wangfang.lands_on(told) == f"/inbox?tab=ready&did=submit&of={done.proposal}"
    assert 'name="told" value="limin"' not in wangfang.get(path).text, "the act released it"
    assert wangfang.post(f"{path}/take").status_code == wangfang.post(f"{path}/hand-back").status_code == 403, (
        "no token"
    )
    assert site.person("chenxiao").send_form(f"{path}/take").status_code == 403


def test_an_answer_and_a_list_tell_first_too(site: Site) -> None:
    world = site.world
    paper = world.hand_in_sample("wangfang", "new_vendor")
    wangfang, path = site.person("wangfang"), f"/inbox/{paper.document}"
    assert 'name="told" value="-"' in wangfang.get(path).text
    world.must("limin", "take_work", thing=paper.document)
    for where, form in ((f"{path}/answer", {"paid_by": "nobody"}), (f"/papers/{paper.document}/withdraw", {}),
                        (f"/papers/{paper.document}/reject", {"reason": "x"})):  # fmt: skip
        assert wangfang.lands_on(wangfang.send_form(where, {**form, "told": "-"})) == f"{path}?said=taken", where
    assert world.must("wangfang", "open_document", document=paper.document).paid_by is None
    answer = wangfang.send_form(f"{path}/answer", {"document": paper.document, "paid_by": "nobody", "told": "limin"})
    assert wangfang.lands_on(answer) == path

    done = site.purchase()
    digest = world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    world.must("limin", "take_work", thing=done.proposal)
    page = wangfang.get("/ready").text
    assert f"{done.proposal}:{digest}" not in page and "李敏 在处理" in page and inline_faults(page) == []
    late = wangfang.send_form("/ready", {"act": "submit", "chosen": [f"{done.proposal}:{digest}"]}).text
    assert "1 张未提交" in late and world.must("wangfang", "open_proposal", proposal=done.proposal).state == "draft"
