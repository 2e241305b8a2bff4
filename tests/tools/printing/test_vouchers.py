"""打印凭证: what is printed reads back from the page, in parts of five lines, on each paper, with cover and summary."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from tests.world import World
from tools.outcome import Denied, Invalid
from tools.printing import PAPERS, PaperFile, print_vouchers
from tools.printing.press import UnreadablePrint, ink, pages, press

GOLDEN = Path(__file__).parent / "golden"
MILLIMETRES = {"240x140": (240, 140), "a4": (210, 297), "a5": (210, 148)}


def post(world: World, count: int) -> int:
    """A voucher of so many debit lines and one credit line; its batch."""
    lines: list[dict[str, Any]] = [
        {"account": "660204", "side": "debit", "amount_minor": 10_050 + number, "memo": f"办公用品 {number}",
         "dims": {"department": "it"}}
        for number in range(1, count)
    ]  # fmt: skip
    total = sum(one["amount_minor"] for one in lines)
    lines.append({"account": "100201", "side": "credit", "amount_minor": total, "memo": "付款"})
    return world.run("2026-11", [{"date": "2026-11-03", "memo": "办公用品", "lines": lines}])


def printed(world: World, paper: Any = "240x140", user: str = "limin", **asked: Any) -> Any:
    return print_vouchers(world.house, world.who(user), paper, asked)


@pytest.mark.parametrize("count", [2, 5, 6, 23])
def test_what_stands_on_the_page_is_what_was_printed_before(world: World, count: int) -> None:
    made = printed(world, voucher=f"{post(world, count)}.1")
    assert isinstance(made, PaperFile)
    text = "\f\n".join("\n".join(line.rstrip() for line in page.splitlines()) for page in pages(made.data)) + "\n"
    assert text == (GOLDEN / f"{count}_lines.txt").read_text("utf-8")
    assert made.parts == -(-count // 5) == len(pages(made.data))


@pytest.mark.parametrize("language", ["en", "both"])
@pytest.mark.parametrize("count", [2, 5, 6, 23])
def test_the_english_and_the_bilingual_form_are_what_was_printed_before(
    world: World, count: int, language: str
) -> None:
    made = printed(world, voucher=f"{post(world, count)}.1", language=language)
    assert isinstance(made, PaperFile)
    text = "\f\n".join("\n".join(line.rstrip() for line in page.splitlines()) for page in pages(made.data)) + "\n"
    assert text == (GOLDEN / f"{count}_lines_{language}.txt").read_text("utf-8")
    assert made.parts == -(-count // 5) == len(pages(made.data))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_bilingual_range_stays_on_its_pages_with_cover_and_summary(world: World, paper: Any) -> None:
    for _ in range(2):
        post(world, 5)
    period = {"start": "2026-11-01", "end": "2026-11-30"}
    made = printed(world, paper, period=period, cover=True, language="both")
    shown = [ink(one) for one in pages(made.data)]
    assert len(shown) == (3 if paper == "a4" else 4)
    assert "记账凭证封面" in shown[0] and "Vouchers:cover" in shown[0] and "Administrativeexpenses" in shown[1]
    for page in shown[2:]:
        assert "Madeby:" in page and "制单" in page, "the signatures stand on the page of their voucher"


def test_a_long_voucher_goes_on_and_its_total_in_words_stands_on_the_last_part(world: World) -> None:
    made = printed(world, voucher=f"{post(world, 6)}.1")
    first, last = (ink(one) for one in pages(made.data))
    assert "(1/2)" in first and "接下页" in first and "人民币" not in first
    assert "(2/2)" in last and "人民币伍佰零贰圆陆角伍分" in last and last.count("502.65") == 3
    assert "记字第0001号" in first and "记字第0001号" in last and "制单:" in last and "信息部" in first


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_has_its_size_and_an_a4_takes_two(world: World, paper: Any) -> None:
    for _ in range(3):
        post(world, 2)
    made = printed(world, paper, period={"start": "2026-11-01", "end": "2026-11-30"})
    document = pdfium.PdfDocument(made.data)
    width, height = document[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == MILLIMETRES[paper]
    assert len(document) == (2 if paper == "a4" else 3)
    assert made.data == printed(world, paper, period={"start": "2026-11-01", "end": "2026-11-30"}).data


def test_a_range_comes_with_cover_and_summary_and_red_is_red(world: World) -> None:
    batch = post(world, 3)
    red = world.must("wangfang", "reverse_voucher", voucher=f"{batch}.1", reason="记错")
    world.must("wangfang", "submit_proposal", proposal=red.proposal, digest=red.digest)
    world.must("limin", "confirm_proposal", proposal=red.proposal, digest=red.digest)
    world.later(11)
    world.must("system", "post_confirmed")
    post(world, 2)
    made = printed(world, period={"start": "2026-11-01", "end": "2026-11-30"}, first=1, last=2, cover=True)
    cover, summary, first, second = (ink(one) for one in pages(made.data))
    assert "记账凭证封面" in cover and "记-0001–记-0002" in cover and "装订人签章" in cover
    assert "科目汇总表" in summary and "6602管理费用0.00" in summary
    assert "已由2026-11-25记-0002冲销" in first and "冲销2026-11-03记-0001" in second
    assert "−201.03" in second and "人民币负贰佰零壹圆零叁分" in second
    picture = pdfium.PdfDocument(made.data)[3].render(scale=1).to_pil().convert("RGB")
    assert any(r > 150 and g < 60 and b < 60 for _, (r, g, b) in picture.getcolors(1 << 20))


def test_only_what_one_may_see_is_printed_and_nothing_is_said_so(world: World) -> None:
    batch = post(world, 2)
    assert isinstance(printed(world, user="chenxiao", voucher=f"{batch}.1"), Denied)
    nothing = printed(world, period={"start": "2026-11-01", "end": "2026-11-30"}, first=99)
    assert isinstance(nothing, Invalid) and nothing.problems[0].code == "paper.nothing_to_print"


def test_a_page_that_lost_its_text_is_never_handed_out() -> None:
    data = {"labels": {}, "language": "zh", "company": "", "paper": "a5", "parts": [], "cover": None, "summary": []}
    with pytest.raises(UnreadablePrint):
        press("voucher", data | {"labels": {"title": "x"}}, ["发票"])
    assert io.BytesIO(press("voucher", data | {"labels": {"title": "x"}}, [])).read(5) == b"%PDF-"
