"""Files at the door: none, empty, too large, many, one bad among good."""

from __future__ import annotations

import pytest

from tests.bots.web.site import Person, Site
from tests.world import NOW
from tools.demo.arrivals import samples
from tools.demo.documents import make_documents, render
from tools.house import MAX_FILE_BYTES


def _hand_in(person: Person, *files: tuple[str, bytes]) -> object:
    return person.send_form("/documents", files=[("files", (name, data, "application/pdf")) for name, data in files])


def _rows(site: Site) -> int:
    return len(site.world.must("wangfang", "list_inbox").rows)


def test_a_good_file_is_taken_and_its_page_says_that_it_is_being_read(site: Site) -> None:
    wangfang = site.person("wangfang")
    target = wangfang.lands_on(_hand_in(wangfang, ("a.pdf", render(samples(NOW.date())["english"]))))
    page = wangfang.get(target).text
    assert "data-poll" in page
    site.world.house.work_once(site.world.tenant)
    assert "data-poll" not in wangfang.get(target, follow_redirects=True).text


@pytest.mark.parametrize("data", [b"", b"x" * (MAX_FILE_BYTES + 1)], ids=["empty", "too large"])
def test_a_file_that_cannot_be_taken_is_named_with_its_reason(site: Site, data: bytes) -> None:
    answer = _hand_in(site.person("wangfang"), ("bad.pdf", data))
    assert answer.status_code == 422
    assert "bad.pdf" in answer.text
    assert _rows(site) == 0


def test_no_file_at_all(site: Site) -> None:
    answer = site.person("wangfang").send_form("/documents")
    assert answer.status_code == 422
    assert "callout stop" in answer.text


def test_many_files_with_a_bad_one_among_them(site: Site) -> None:
    wangfang = site.person("wangfang")
    good = [(f"{number}.pdf", b"%PDF-1.4 number " + str(number).encode()) for number in range(6)]
    answer = _hand_in(wangfang, *good[:3], ("empty.pdf", b""), *good[3:])
    assert _rows(site) == 6
    target = wangfang.lands_on(answer)
    page = wangfang.get(target).text
    assert "empty.pdf" in page, "what was not taken is named"
    assert "6" in page


def test_more_than_two_hundred_are_refused_whole(site: Site) -> None:
    answer = _hand_in(site.person("wangfang"), *[(f"{number}.pdf", b"%PDF-1.4") for number in range(201)])
    assert answer.status_code == 422
    assert _rows(site) == 0


def test_who_may_not_hand_in_is_told(site: Site) -> None:
    answer = _hand_in(site.person("zhaolei"), ("a.pdf", b"%PDF-1.4 x"))
    assert answer.status_code == 422
    assert _rows(site) == 0


def test_a_sample_has_a_picture_in_a_demo_company_only(site: Site) -> None:
    world = site.world
    folder = world.house.store.folder(world.tenant) / "tray"
    make_documents(folder, [samples(world.clock.now().date())["scan"]])
    wangfang = site.person("wangfang")
    answer = wangfang.get("/samples/scan.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    for key in ("special", "nothing", "..%2Fbooks", "english"):
        assert wangfang.get(f"/samples/{key}.png").status_code == 404
    site.make_real()
    assert wangfang.get("/samples/scan.png").status_code == 404
