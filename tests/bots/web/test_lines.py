"""修改分录 by forms alone: rows added, split, checked and kept; nothing typed is lost; tampered forms do nothing."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from httpx import Response

from ledger.books.accounts import create_values
from ledger.core import say
from tests.bots.web.site import Person, Site, inline_faults


class Fields(HTMLParser):
    """What a browser without scripts would send of the grid."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.inside = False
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = "data-lines" in given
        if not self.inside:
            return
        if tag == "input" and (given.get("type") != "radio" or "checked" in given):
            self.sent.setdefault(given["name"], []).append(given.get("value", ""))
        if tag == "select":
            self.select = given["name"]
            self.sent[self.select] = [""]
        if tag == "option" and self.select and "selected" in given:
            self.sent[self.select] = [given["value"]]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "select":
            self.select = ""


def fields(page: str) -> dict[str, list[str]]:
    reader = Fields()
    reader.feed(page)
    return reader.sent


def press(person: Person, path: str, page: str, do: str, **typed: str) -> Response:
    """Type into cells and press a button of the grid."""
    form = fields(page) | {name: [value] for name, value in typed.items()} | {"do": [do]}
    return person.post(path, data=form)


@pytest.fixture
def opened(site: Site) -> tuple[Site, Person, str, str, Any]:
    """A purchase open for editing by an accountant."""
    done = site.purchase()
    person = site.person("wangfang")
    path = f"/inbox/{done.proposal}/lines"
    assert f'href="{path}"' in person.get(f"/inbox/{done.proposal}").text
    page = person.get(path)
    assert page.status_code == 200
    return site, person, path, page.text, site.world.must("wangfang", "open_proposal", proposal=done.proposal)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_who_becomes_maker_before_anything_is_typed(site: Site, language: str) -> None:
    done = site.purchase()
    page = site.person("limin", language).get(f"/inbox/{done.proposal}/lines").text
    said = page.index(say("web.edit_makes_maker", language))
    assert said < page.index('name="account-0"')
    assert inline_faults(page) == []


def test_an_amount_and_its_balance_are_kept_and_the_editor_is_maker(opened: Any) -> None:
    site, person, path, page, before = opened
    answer = press(person, path, page, "save", **{"amount-0": "11,660.37", "amount-1": "="})
    where = person.lands_on(answer)
    assert where.endswith("?said=edit")
    assert say("web.lines_kept_maker", "zh") in person.get(where).text
    after = site.world.must("limin", "open_proposal", proposal=before.proposal)
    assert (after.maker, [str(line.amount) for line in after.lines]) == ("wangfang", ["11660.37", "699.63", "12360.00"])


def test_what_is_wrong_stands_at_its_cell_and_what_was_typed_stays(opened: Any) -> None:
    site, person, path, page, before = opened
    answer = press(person, path, page, "save", **{"amount-0": "1.234", "account-1": "没有这个", "memo-0": "新摘要 <b>"})
    assert answer.status_code == 422
    sent = fields(answer.text)
    assert (sent["amount-0"], sent["account-1"], sent["memo-0"]) == (["1.234"], ["没有这个"], ["新摘要 <b>"])
    for cell in ("lines-0-amount", "lines-1-account"):
        assert f'id="f-{cell}"' in answer.text and f'aria-describedby="f-{cell}"' in answer.text
    assert "<b>新" not in answer.text and "新摘要 <b>" not in answer.text
    assert site.world.must("limin", "open_proposal", proposal=before.proposal).digest == before.digest


def test_rows_come_and_go_without_losing_what_was_typed(opened: Any) -> None:
    _, person, path, page, _ = opened
    more = press(person, path, page, "add", **{"memo-0": "还没写完"}).text
    sent = fields(more)
    assert (sent["row"], sent["memo-0"]) == (["0", "1", "2", "3"], ["还没写完"])
    assert 'class="fault"' not in more, "nobody is told off for a line just added"
    less = fields(press(person, path, more, "drop:1").text)
    assert (less["row"], less["was-0"], less["was-1"], less["was-2"]) == (["0", "1", "2"], ["1"], ["3"], [""])


def test_a_line_is_split_over_departments_without_scripts(opened: Any) -> None:
    site, person, path, page, before = opened
    panel = press(person, path, page, "split:0").text
    assert 'name="share-it"' in panel
    wrong = press(person, path, panel, "apply:0", **{"share-it": "40", "share-sales": "35"})
    assert wrong.status_code == 422 and "75" in unescape(wrong.text)
    assert fields(wrong.text)["share-it"] == ["40"]
    split = press(person, path, wrong.text, "apply:0", **{"share-admin": "25"})
    sent = fields(split.text)
    assert [sent[f"amount-{at}"] for at in range(3)] == [["2915.10"], ["4664.15"], ["4081.13"]]
    person.lands_on(press(person, path, split.text, "save"))
    after = site.world.must("limin", "open_proposal", proposal=before.proposal)
    assert {line.dims["department"] for line in after.lines[:3]} == {"it", "sales", "admin"}


def test_who_saw_an_older_card_is_shown_the_newer_one_and_keeps_what_was_typed(opened: Any) -> None:
    site, person, path, page, before = opened
    other = site.person("limin")
    other.lands_on(press(other, path, other.get(path).text, "save", **{"account-0": "660211"}))
    late = press(person, path, page, "save", **{"memo-0": "我的摘要"})
    assert late.status_code == 422
    assert say("web.lines_changed_by", "zh", who="李敏", at="!").partition("!")[0] in late.text
    assert say("web.versions_how", "zh", count=2) in late.text, "the account she changed, the memo he typed"
    (versions,) = re.findall(r'<section class="versions.*?</section>', late.text, re.S)
    marked = re.findall(r'class="cell differs">.*?</span></span>', versions, re.S)
    assert len(marked) == 4 and "660211" in marked[0] and "660213" in marked[2] and "我的摘要" in marked[3]
    assert fields(late.text)["memo-0"] == ["我的摘要"]
    now = site.world.must("limin", "open_proposal", proposal=before.proposal)
    assert fields(late.text)["digest"] == [now.digest]
    assert now.lines[0].account == "660211"
    assert say("web.take_theirs", "zh") in late.text and say("web.mine_on_top", "zh") in late.text
    assert fields(person.get(path).text)["account-0"][0].startswith("660211"), "theirs, taken"
    person.lands_on(press(person, path, late.text, "save"))
    after = site.world.must("limin", "open_proposal", proposal=before.proposal)
    assert (after.lines[0].account, after.lines[0].memo) == ("660213", "我的摘要"), "mine, put on top"


def test_tampered_forms_and_strangers_change_nothing(opened: Any) -> None:
    site, person, path, page, before = opened
    good = fields(page)
    tampered = [
        {"account-0": "1001; DROP TABLE line"}, {"department-0": "../it"}, {"digest": "0" * 64}, {"digest": ""},
        {"side-0": "both"}, {"amount-0": "1e9"}, {"amount-0": "𝟙𝟚"}, {"was-0": "99"}, {"memo-0": "x" * 5000},
    ]  # fmt: skip
    for change in tampered:
        answer = person.post(path, data=good | {name: [value] for name, value in change.items()} | {"do": ["save"]})
        assert answer.status_code in (403, 422), (change, answer.status_code)
    assert person.post(path, data=good | {"csrf": ["guess"], "do": ["save"]}).status_code == 403
    assert person.post(path, data={"csrf": [person.csrf], "do": ["save"]}).status_code == 422
    for odd in ("drop:99", "drop:-1", "split:99", "apply:99", "nonsense", "drop:٣"):
        assert person.post(path, data=good | {"do": [odd]}).status_code == 200, odd
    for user in ("chenxiao", "zhaolei", "admin"):
        stranger = site.person(user)
        assert stranger.get(path).status_code in (303, 403), user
        answer = stranger.post(path, data=good | {"csrf": [stranger.csrf], "do": ["save"]})
        assert answer.status_code in (303, 403), (user, answer.status_code)
    after = site.world.must("limin", "open_proposal", proposal=before.proposal)
    assert after.digest == before.digest


def test_nothing_to_edit_once_it_is_confirmed(opened: Any) -> None:
    site, person, path, page, before = opened
    site.world.must("wangfang", "submit_proposal", proposal=before.proposal, digest=before.digest)
    site.world.must("limin", "confirm_proposal", proposal=before.proposal, digest=before.digest)
    assert person.lands_on(person.get(path)) == f"/inbox/{before.proposal}"
    assert person.lands_on(press(person, path, page, "save")) == f"/inbox/{before.proposal}"
    assert not re.search(rf'href="{path}"', person.get(f"/inbox/{before.proposal}").text)


def test_of_many_vendors_one_is_typed_not_searched_in_a_long_list(opened: Any) -> None:
    site, person, path, _, before = opened
    with site.world.house.store.write(site.world.tenant) as unit:
        create_values(unit, "party", {f"V8{number:03}": f"供应商{number}" for number in range(70)})
    page = person.get(path).text
    assert 'list="of-party"' in page and page.count('id="of-party"') == 1
    wrong = press(person, path, page, "save", **{"party-2": "V8999 没有"})
    assert wrong.status_code == 422 and 'id="f-lines-2-dims-party"' in wrong.text
    assert fields(wrong.text)["party-2"] == ["V8999 没有"]
    person.lands_on(press(person, path, wrong.text, "save", **{"party-2": "V8007 供应商7"}))
    after = site.world.must("limin", "open_proposal", proposal=before.proposal)
    assert (after.maker, after.lines[2].dims["party"]) == ("wangfang", "V8007")
