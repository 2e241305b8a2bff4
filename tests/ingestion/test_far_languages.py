"""Bills, orders, delivery notes and days of countries whose words or letters Europe does not share."""

from __future__ import annotations

from datetime import date

import pytest

from ingestion.page.currency import read_currency
from ingestion.page.days import read_days
from ingestion.page.european import read_european
from ingestion.page.number import read_number
from ingestion.page.paper import Paper
from ingestion.pdf.words import PageWords, Word
from ingestion.printed import read_printed
from ingestion.reading import DocType
from ingestion.values.dates import find_days
from ingestion.values.text import fold


def paper(*lines: str) -> Paper:
    """Cells apart at ``|``, a line every 14 points."""
    words = []
    for row, line in enumerate(lines):
        for place, cell in enumerate(line.split("|")):
            x = 40.0 + 170 * place
            for text in cell.split():
                words.append(Word(text, x, 40.0 + 14 * row, x + 5.0 * len(text), 50.0 + 14 * row, 10.0))
                x += 5.0 * len(text) + 3.0
    return Paper((PageWords(1, 595.0, 842.0, tuple(words)),))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Indkøbsordre", "indkobsordre"),
        ("Kapı", "kapi"),
        ("Đơn", "don"),
        ("세금계산서", "세금계산서"),
        ("ご請求", "ご請求"),
    ],
)
def test_letters_that_unicode_does_not_take_apart(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    ["2026年6月5日", "令和8年6月5日", "2026년 6월 5일", "2026. 6. 5.", "ngày 05 tháng 06 năm 2026", "5 มิถุนายน 2569",
     "5 Haziran 2026", "5 Juni 2026", "2026 ביוני 5"],
)  # fmt: skip
def test_days_of_the_east(text: str) -> None:
    assert [one.value for one in find_days(fold(text))] == [date(2026, 6, 5)]


@pytest.mark.parametrize(
    "lines",
    [
        ("請 求 書", "請求番号|AB-2026-77", "請求日|2026年6月5日", "お支払期限|2026年7月5日", "小計|100,000", "消費税|10,000", "合計|¥110,000"),
        ("청구서", "청구번호|AB-2026-77", "작성일자|2026-06-05", "납부기한|2026-07-05", "공급가액|100,000", "세액|10,000", "합계금액|₩110,000"),
        ("HÓA ĐƠN", "Số hóa đơn|AB-2026-77", "Ngày lập|05/06/2026", "Hạn thanh toán|05/07/2026", "Cộng tiền hàng|100.000", "Tiền thuế GTGT|10.000", "Tổng cộng|110.000 ₫"),
        ("FAKTUR", "No. Faktur|AB-2026-77", "Tanggal|05/06/2026", "Jatuh tempo|05/07/2026", "Subtotal|100.000", "PPN|10.000", "Total tagihan|Rp 110.000"),
    ],
    ids=("ja", "ko", "vi", "id"),
)  # fmt: skip
def test_a_bill_of_the_east(lines: tuple[str, ...]) -> None:
    reading = read_european(paper(*lines), "")
    days = (str(reading.value("issue_date")), str(reading.value("due_date")))
    sums = tuple(int(reading.value(name)) for name in ("net", "tax", "gross"))  # type: ignore[call-overload]
    assert (reading.doc_type, reading.value("number"), days, sums) == (
        DocType.INVOICE, "AB-2026-77", ("2026-06-05", "2026-07-05"), (100_000, 10_000, 110_000)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "currency"),
    [
        (("請求書 ご請求金額", "¥110,000"), "JPY"),
        (("합계", "₩110,000"), "KRW"),
        (("합계", "110,000원"), "KRW"),
        (("Total", "Rp 110.000"), "IDR"),
        (("Всичко 120,00", "Сума за плащане (лв.) 120,00", "Дървени палети EUR, втора употреба 34,05"), "BGN"),
        (("DIAN", "Subtotal $ 100.000,00", "Total COP $ 119.000,00"), "COP"),
        (("CVR 80226667", "I alt 120,00 kr."), "DKK"),
        (("Org.nr 957054641 MVA", "Sum kr 120,00"), "NOK"),
    ],
)
def test_whose_money_it_is(lines: tuple[str, ...], currency: str) -> None:
    assert read_currency(paper(*lines))["currency"].value == currency


def test_kroner_of_no_country_are_nobodys() -> None:
    assert "currency" not in read_currency(paper("I alt 120,00 kr."))


@pytest.mark.parametrize(
    ("lines", "kind", "number"),
    [
        (("Indkøbsordre", "Ordrenr.|IK9404", "Ordredato|27-03-2026", "Leverandør|Nord ApS"), DocType.PURCHASE_ORDER, "IK9404"),
        (("Pakkseddel", "Pakkseddelnr.|P-28852", "Dato|06.01.2026", "Levert|5", "Mottatt|"), DocType.DELIVERY_NOTE, "P-28852"),
        (("発 注 書", "発注番号|PO-2026-11", "発注日|2026年6月5日", "納期|2026年7月5日"), DocType.PURCHASE_ORDER, "PO-2026-11"),
        (("納品書", "納品書番号|N-2026-11", "納品日|2026年6月5日", "数量|5"), DocType.DELIVERY_NOTE, "N-2026-11"),
    ],
)  # fmt: skip
def test_orders_and_delivery_notes(lines: tuple[str, ...], kind: DocType, number: str) -> None:
    reading = read_printed(paper(*lines), "")
    assert (reading.doc_type, reading.value("number")) == (kind, number)


def test_the_number_under_a_title_and_not_of_the_bill_it_corrects() -> None:
    lines = (
        "Nota Crédito Electrónica",
        "NCE-1869",
        "Factura afectada|FE-186726 del 14/04/2026",
        "Fecha de generación|02/05/2026",
    )
    assert read_number(paper(*lines))["number"].value == "NCE-1869"
    assert str(read_days(paper(*lines))["issue_date"].value) == "2026-05-02"


def test_what_the_next_sentence_says_is_of_something_else() -> None:
    text = "Accounts are payable within 14 days, that is by 26 April 2026. Interest at 2% applies to overdue accounts."
    assert str(read_days(paper("Invoice 4711", text))["due_date"].value) == "2026-04-26"


def test_heads_that_almost_touch_each_have_their_day() -> None:
    heads = [("Datum", 40), ("Date", 70), ("Fällig", 93), ("am", 125), ("Échéance", 138)]
    words = [Word(text, x, 40.0, x + 4.6 * len(text), 50.0, 10.0) for text, x in heads]
    words += [Word("04.01.2026", 40.0, 54.0, 82.0, 64.0, 10.0), Word("03.02.2026", 93.0, 54.0, 135.0, 64.0, 10.0)]
    days = read_days(Paper((PageWords(1, 595.0, 842.0, tuple(words)),)))
    assert (str(days["issue_date"].value), str(days["due_date"].value)) == ("2026-01-04", "2026-02-03")
