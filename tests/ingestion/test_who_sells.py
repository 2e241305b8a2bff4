"""Who sells and who buys on papers without headings for them, by what stands on them."""

from __future__ import annotations

import pytest

from ingestion import read
from ingestion.reading import Reading
from ingestion.sureness import Table, using
from ingestion.values.names import has_legal_form, is_address
from ingestion.values.text import readable
from ledger.evidence.field import SURE, Sureness
from tests.ingestion.printing import Sheet

_BUYER = ["Harbor Foods Ltd", "Attn: Accounts payable", "63 High Street", "Hexham NE46 1AA"]


def _read(sheet: Sheet) -> Reading:
    sheet.put(330, 150, "Invoice no. 4711").put(330, 164, "Date: 05 June 2026")
    rows = [["Net", "100.00"], ["VAT 20 %", "20.00"], ["Total GBP", "120.00"]]
    with using(Table({})):  # who it is, however sure: what is given for that is the table's
        return read(sheet.rows(400, 16, [(300, False), (540, True)], rows).pdf())


def _who(sheet: Sheet) -> tuple[object, object]:
    reading = _read(sheet)
    return reading.value("seller_name"), reading.value("buyer_name")


@pytest.mark.parametrize(
    "foot",
    [
        "Oak Tree is a trading name of Ashdown Group Ltd, registered in England no. 06493375.",
        "Oak Tree ist eine Marke der Ashdown Group GmbH, Sitz Kassel",
        "Oak Tree est une marque de la société Ashdown Group SARL, 12 rue Basse",
    ],
)
def test_the_firm_that_a_brand_belongs_to_sells(foot: str) -> None:
    sheet = Sheet().put(50, 40, "Oak Tree", 18).put(50, 62, "small animal · farm").column(50, 150, 13, _BUYER)
    seller, buyer = _who(sheet.put(50, 780, foot, 7))
    assert str(seller).startswith("Ashdown Group ") and " of " not in str(seller) and has_legal_form(str(seller))
    assert buyer == "Harbor Foods Ltd"


@pytest.mark.parametrize("label", ["Account name:", "Kontoinhaber:", "Titulaire du compte :", "Rekeninghouder:"])
def test_the_holder_of_the_account_sells_rather_than_a_slogan(label: str) -> None:
    sheet = Sheet().put(50, 40, "We bring it home", 18).column(50, 150, 13, _BUYER)
    sheet.put(50, 600, f"{label} Ferncliff Joinery Ltd").put(50, 614, "Sort code 60-11-93, account 75144009")
    assert _who(sheet) == ("Ferncliff Joinery Ltd", "Harbor Foods Ltd")


def test_a_name_over_two_rows_is_one_where_the_web_address_is_called_like_it() -> None:
    sheet = Sheet().put(50, 40, "snelwerk", 18).column(50, 150, 13, _BUYER)
    sheet.column(50, 760, 10, ["Snelwerk Diensten", "Zuid B.V.", "Postbus 88", "8000 AB Zwolle"], 7)
    sheet.column(250, 760, 10, ["T 010 355 6364", "facturen@snelwerk.example"], 7)
    assert _who(sheet)[0] == "Snelwerk Diensten Zuid B.V."


def test_a_post_is_no_firm_and_a_firm_may_be_called_like_a_street() -> None:
    sheet = Sheet().put(50, 40, "Orchid Lane Trading LLP").put(50, 54, "10 Anson Road, Leeds LS1 4AB")
    sheet.column(50, 150, 13, ["The Finance Manager", "Merlion Realty Ltd", "71 High Street", "Hexham NE46 1AA"])
    assert _who(sheet) == ("Orchid Lane Trading LLP", "Merlion Realty Ltd")
    assert not is_address("Good Lane Ltd") and is_address("12 Good Lane, Ltd") and is_address("Good Lane")


def test_goods_are_no_firm_though_they_end_like_one() -> None:
    sheet = Sheet(240, 500).column(20, 20, 14, ["Delikatesy Lipa s.c.", "ul. Krotka 2A", "62-800 Kalisz", "PARAGON"])
    sheet.put(20, 80, "MASLO 80G").put(200, 92, "2 x3,00 6,00", right=True)
    sheet.put(20, 106, "JABLKA LIGOL KG").put(200, 118, "1 x4,20 4,20", right=True)
    sheet.put(20, 150, "SUMA PLN").put(200, 150, "10,20", right=True)
    assert read(sheet.pdf()).value("seller_name") == "Delikatesy Lipa s.c."


def test_the_label_of_a_tax_number_under_a_heading_is_no_name() -> None:
    sheet = Sheet().put(200, 40, "Vigilancia Condor Ltda.").put(200, 54, "NIT 920585972-1")
    sheet.rows(110, 15, [(50, False), (120, False)], [["Cliente", "Tostadora Sur S.A.S."], ["NIT", "908511444-3"]])
    assert _who(sheet) == ("Vigilancia Condor Ltda.", "Tostadora Sur S.A.S.")


def test_the_head_of_a_column_under_a_party_is_no_name() -> None:
    sheet = Sheet().rows(
        110, 14, [(50, False), (300, False)],
        [["SPRZEDAWCA", "NABYWCA"], ["Tech-Serwis S.A.", "Stolarnia Borowski"], ["NIP 3288480432", "NIP 1815897062"]],
    )  # fmt: skip
    sheet.rows(
        172, 16, [(50, False), (200, False), (300, False), (520, True)],
        [["Nazwa", "Jm", "Cena jedn.", "Netto"], ["Okno", "szt.", "50,00", "100,00"]],
    )  # fmt: skip
    assert _who(sheet) == ("Tech-Serwis S.A.", "Stolarnia Borowski")


def test_a_buyer_is_named_in_a_sentence() -> None:
    sheet = Sheet().put(50, 40, "Cedar Hollow Inc.").put(50, 56, "4820 Cottonwood Ave | Memphis, TN 38103")
    sheet.put(50, 80, "Invoice no. 72366 dated August 21, 2025 for Harborline Freight Co., 77 Harbor St, Madison, WI")
    rows = [["Oak shelf", "$100.00"], ["Total (USD)", "$100.00"]]
    reading = read(sheet.rows(120, 16, [(50, False), (540, True)], rows).pdf())
    assert reading.value("seller_name") == "Cedar Hollow Inc."
    assert reading.value("buyer_name") == "Harborline Freight Co."


def test_the_number_of_the_next_column_is_no_part_of_a_name() -> None:
    sheet = Sheet().put(320, 40, "Shannonside Plant Ltd").put(320, 54, "Limerick V94 X2K7")
    sheet.column(50, 80, 13, ["Glenmore Data Limited CN-7003", "9 High Street", "Dublin 8, D08 K7V2"])
    assert _who(sheet)[1] == "Glenmore Data Limited"


def test_a_word_of_honour_behind_a_name_makes_it_the_buyers() -> None:
    sheet = Sheet().put(250, 40, "請求書", 16).put(50, 80, "株式会社青空商会 御中").put(330, 130, "有限会社みなと")
    sheet.put(330, 144, "〒980-0811 仙台市青葉区 2-4-9").put(50, 200, "ご請求金額 ￥110,000")
    assert read(sheet.pdf()).value("buyer_name") == "株式会社青空商会"


def test_a_radical_is_read_as_the_sign_it_stands_for() -> None:
    assert readable("⻘⻰⻓") == "青龙长"


def test_two_firms_that_nothing_tells_apart_are_a_guess_with_the_other_offered() -> None:
    sheet = Sheet().put(50, 60, "Alder Works Ltd").put(330, 60, "Birch Works Ltd")
    reading = _read(sheet)
    assert reading.fields["seller_name"].sureness is Sureness.LOOK
    assert reading.fields["seller_name"].confidence < SURE
    assert {one.value for one in reading.offers["seller_name"]} == {"Alder Works Ltd", "Birch Works Ltd"}


def test_a_firm_with_its_web_address_and_its_account_is_no_guess() -> None:
    sheet = Sheet().put(50, 40, "Ferncliff Joinery Ltd").column(50, 150, 13, _BUYER)
    sheet.put(50, 600, "Account name: Ferncliff Joinery Ltd").put(50, 614, "mail@ferncliffjoinery.example")
    assert _read(sheet).fields["seller_name"].confidence >= 0.85


def test_what_an_ampersand_begins_is_the_rest_of_the_name_over_it() -> None:
    sheet = Sheet().put(50, 40, "SARL Couverture Perrichon Père", 13).put(50, 56, "& Fils", 13)
    sheet.put(50, 74, "4 rue Basse, 54000 Nancy").column(50, 150, 13, _BUYER)
    assert _who(sheet)[0] == "SARL Couverture Perrichon Père & Fils"


def test_the_second_row_of_a_name_is_not_the_other_party() -> None:
    sheet = Sheet().put(62, 40, "R. J. Delacroix Roofing & Sheet", 13).put(62, 56, "Metal, LLC", 13)
    assert _who(sheet.column(62, 150, 13, _BUYER)) == ("R. J. Delacroix Roofing & Sheet Metal, LLC", "Harbor Foods Ltd")


def test_two_words_beside_each_other_are_headings() -> None:
    sheet = Sheet().rows(
        110, 14, [(50, False), (330, False)],
        [["DE", "PARA"], ["Óscar Belmonte Pujol", "Hermanos Zubieta, C.B."], ["C/ Segovia 15", "C/ Fleming 8"], ["08201 Sabadell", "48012 Bilbao"]],
    )  # fmt: skip
    assert _who(sheet) == ("Óscar Belmonte Pujol", "Hermanos Zubieta, C.B.")


def test_labels_over_values_are_no_labels_beside_them() -> None:
    sheet = Sheet().rows(
        106, 10, [(46, False), (250, False)],
        [["TRANSMITENTE DE BENS OU PRESTADOR DE SERVIÇOS", ""], ["Nome / Firma", "NIF"], ["JOÃO BARROSO LEAL", "236366327"]],
    ).rows(
        161, 10, [(46, False), (250, False)],
        [["ADQUIRENTE DOS BENS OU DOS SERVIÇOS", ""], ["Nome / Firma", "NIF"], ["Tipografia Beirã, S.A.", "505341301"]],
    )  # fmt: skip
    assert _who(sheet) == ("JOÃO BARROSO LEAL", "Tipografia Beirã, S.A.")
