"""Bills in languages that have words of their own for a number, a day, a firm, a tax number, a sum."""

from __future__ import annotations

import unicodedata

import pytest

from ingestion import read
from ingestion.reading import DocType, Reading
from ingestion.sureness import Table, using
from ingestion.values.national_ids import named_id
from tests.ingestion.printing import Sheet


def _plain(text: str) -> str:
    """Without accents, as labels are matched: the font of the tests has none of the rarer ones."""
    bare = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    return "".join(character for character in bare if not unicodedata.combining(character))


def _bill(number: str, issued: str, due: str, seller: str, buyer: str) -> Reading:
    """Labels with their values, two parties under headings, sums that add up."""
    sheet = Sheet().put(50, 40, number).put(50, 56, issued).put(50, 72, due)
    for x, heading, name in ((50, seller, "Nordlys Uno 77"), (310, buyer, "Baltika Duo 88")):
        sheet.put(x, 110, heading).put(x, 124, name).put(x, 138, "Main Street 5").put(x, 152, "10115 Tallinn")
    rows = [["Netto", "100,00 EUR"], ["20 %", "20,00 EUR"], ["Total", "120,00 EUR"]]
    return read(sheet.rows(300, 16, [(300, False), (540, True)], rows).pdf())


@pytest.mark.parametrize(
    "labels",
    [
        ("Számla sorszáma: AB-2026/77", "Számla kelte: 2026.06.05.", "Fizetési határidő: 2026.07.05.", "Eladó", "Vevő"),
        ("Laskun numero: 260077", "Laskun päiväys: 5.6.2026", "Eräpäivä: 5.7.2026", "Myyjä", "Asiakas"),
        ("Fatura No: ABC2026000000077", "Fatura Tarihi: 05.06.2026", "Vade Tarihi: 05.07.2026", "Satıcı", "Alıcı"),
        ("Număr factură: TX 10077", "Data emiterii: 05.06.2026", "Data scadenței: 05.07.2026", "Furnizor", "Cumpărător"),
        ("Nota Fiscal nº 260077", "Data de emissão: 05/06/2026", "Vencimento: 05/07/2026", "Prestador", "Tomador"),
        ("Folio: A-260077", "Fecha de emisión: 05/06/2026", "Vence el 05/07/2026", "Emisor", "Receptor"),
        ("Broj računa: 77-1-1", "Datum izdavanja: 05.06.2026", "Datum dospijeća: 05.07.2026", "Prodavatelj", "Kupac"),
        ("Arve number: 260077", "Arve kuupäev: 05.06.2026", "Maksetähtaeg: 05.07.2026", "Müüja", "Ostja"),
        ("Sąskaitos numeris: BA-0077", "Sąskaitos data: 2026-06-05", "Apmokėti iki 2026-07-05", "Pardavėjas", "Pirkėjas"),
        ("Číslo faktúry: 2026077", "Dátum vystavenia: 05.06.2026", "Splatné do 05.07.2026", "Dodávateľ", "Odberateľ"),
        ("Reikningur nr. 260077", "Dagsetning reiknings: 05.06.2026", "Gjalddagi: 05.07.2026", "Seljandi", "Kaupandi"),
    ],
    ids=("hu", "fi", "tr", "ro", "pt-br", "es-mx", "hr", "et", "lt", "sk", "is"),
)  # fmt: skip
def test_labels_of_a_language(labels: tuple[str, str, str, str, str]) -> None:
    reading = _bill(*map(_plain, labels))
    expected = labels[0].replace("nº", ":").replace("nr.", ":").split(":", 1)[1].strip()
    assert reading.value("number") == expected
    assert str(reading.value("issue_date")) == "2026-06-05"
    assert str(reading.value("due_date")) == "2026-07-05"
    assert reading.value("seller_name") == "Nordlys Uno 77"
    assert reading.value("buyer_name") == "Baltika Duo 88"


@pytest.mark.parametrize(
    ("label", "text", "value"),
    [
        ("abn", " 96 688 558 544", "96688558544"),
        ("cnpj", ": 11.222.333/0001-81 IE 123", "11222333/0001-81"),
        ("r.u.t.", ": 76.086.428-5", "76086428-5"),
        ("cvr-nr.", ": 13 58 56 28", "13585628"),
        ("gst no.", " 123-123-456", None),
        ("tel", " 96 688 558 544", None),
        ("adoszam", ": 01343151-2-42", "01343151-2-42"),
        ("αφμ", ": 094259216 – ΔΟΥ Α", "094259216"),
    ],
)
def test_a_number_that_its_country_names_holds_or_is_none(label: str, text: str, value: str | None) -> None:
    found = named_id(label, text)
    assert (found[0] if found else None) == value


def _sums(*rows: tuple[str, str]) -> Sheet:
    sheet = Sheet().put(50, 40, "Invoice 4711", 14).put(50, 70, "Date: 2026-06-05")
    return sheet.rows(300, 16, [(300, False), (540, True)], [list(row) for row in rows])


def test_a_deposit_taken_off_is_prepaid() -> None:
    sheet = _sums(
        ("Netto", "1.000,00"), ("MwSt 19 %", "190,00"), ("Gesamt", "1.190,00"),
        ("abzgl. Abschlagszahlung vom 21.03.26", "-190,00"), ("Restforderung", "1.000,00"),
    )  # fmt: skip
    reading = read(sheet.pdf())
    assert (str(reading.value("gross")), str(reading.value("prepaid"))) == ("1190.00", "190.00")


def test_tax_included_in_a_total_is_tax() -> None:
    reading = read(_sums(("Subtotal", "$110.00"), ("TOTAL", "$110.00"), ("GST INCLUDED IN TOTAL", "$10.00")).pdf())
    assert (str(reading.value("tax")), str(reading.value("gross"))) == ("10.00", "110.00")


def test_sums_of_a_currency_without_cents() -> None:
    sheet = Sheet().put(50, 40, "Számla", 14).put(50, 60, "Sorszám: BB-2026/7").put(50, 76, "Kelte: 2026.06.05.")
    rows = [["Nettó összesen", "100 000 Ft"], ["ÁFA 27%", "27 000 Ft"], ["Fizetendő összesen", "127 000 Ft"]]
    reading = read(sheet.rows(300, 16, [(300, False), (540, True)], rows).pdf())
    assert [str(reading.value(one)) for one in ("net", "tax", "gross")] == ["100000", "27000", "127000"]


def test_an_account_number_over_two_rows() -> None:
    sheet = _sums(("Total", "EUR 120.00")).put(50, 500, "Please pay to our office account, IBAN IE29 AIBK")
    reading = read(sheet.put(50, 514, "9311 5212 3456 78, quoting the number.").pdf())
    assert reading.value("seller_iban") == "IE29AIBK93115212345678"


def test_the_day_beside_a_number_in_one_label() -> None:
    sheet = Sheet().put(50, 40, "Rechnung", 14).put(300, 60, "Belegnummer/Datum 9328348584 / 27.02.2025")
    reading = read(sheet.put(300, 76, "Auftrag/Datum 132057 / 10.02.2025").put(300, 300, "Endbetrag 119,00 EUR").pdf())
    assert (reading.value("number"), str(reading.value("issue_date"))) == ("9328348584", "2025-02-27")


@pytest.mark.parametrize("title", ["Offerte", "Soumission", "Preventivo n. 2026-07", "Árajánlat", "Devis", "Quotation"])
def test_an_offer_is_no_bill(title: str) -> None:
    sheet = Sheet().put(50, 40, _plain(title), 16).put(50, 80, "Die Rechnung folgt nach Lieferung.")
    assert read(sheet.put(300, 300, "Total 120,00 EUR").pdf()).doc_type is DocType.OTHER


@pytest.mark.parametrize(
    ("title", "own", "kind"),
    [
        ("Ostotilaus 4711", "Toimittaja: Oy Ab", DocType.PURCHASE_ORDER),
        ("Inkooporder", "Orderdatum 23 april 2026", DocType.PURCHASE_ORDER),
        ("Dodací list č. 77", "Prevzal: ____", DocType.DELIVERY_NOTE),
        ("Szállítólevél", "Átvevő aláírása", DocType.DELIVERY_NOTE),
    ],
)
def test_titles_of_orders_and_delivery_notes(title: str, own: str, kind: DocType) -> None:
    assert (
        read(
            Sheet().put(50, 40, _plain(title), 18).put(50, 80, _plain(own)).put(50, 200, "10 pcs Hex bolts").pdf()
        ).doc_type
        is kind
    )


def test_who_prints_its_bank_in_its_block_sells() -> None:
    sheet = (
        Sheet().put(320, 40, "Agro Dunărea S.R.L.").put(320, 52, "CUI RO48313525").put(320, 64, "București, Sector 3")
    )
    sheet.put(50, 110, "Factura fiscală").put(50, 124, "Nr. factura: 77").put(50, 300, "Total 120,00 lei")
    for at, row in enumerate(
        ("Mobila Bucovina S.R.L.", "400001 Cluj-Napoca, jud. Cluj", "Nr. Reg. Com. J12/1627/2004")
    ):
        sheet.put(50, 400 + 12 * at, row)
    reading = read(sheet.pdf())
    assert (reading.value("seller_name"), reading.value("buyer_name")) == (
        "Mobila Bucovina S.R.L.",
        "Agro Dunărea S.R.L.",
    )


@pytest.mark.parametrize(("sign", "number"), [("#7", "7"), ("№ 12", "12"), ("No. 4711", "4711"), ("No. thanks", None)])
def test_a_sign_alone_in_its_cell_names_a_number(sign: str, number: str | None) -> None:
    """``#7`` is a number however short; *No.* may end a sentence."""
    sheet = Sheet().put(50, 40, "Invoice", 16).put(420, 44, sign).put(50, 80, "Date: 5 June 2026")
    with using(Table()):
        reading = read(sheet.put(300, 300, "Total").put(480, 300, "120.00 EUR").pdf())
    assert reading.value("number") == number


def test_a_box_beside_the_lines_names_none_of_their_amounts() -> None:
    sheet = Sheet().put(40, 40, "Factura 1077", 15)
    sheet.put(40, 200, "Total de plata").put(40, 214, "119,00 lei", 14)
    rows = [["Inchiriere router fibra", "1 luni", "40,00", "7,60"], ["Abonament telefonie", "1 luni", "60,00", "11,40"]]
    sheet.rows(200, 14, [(220, False), (400, False), (480, True), (555, True)], rows)
    sheet.rows(240, 14, [(220, False), (555, True)], [["Total fara TVA", "100,00"], ["Total TVA (cota 19%)", "19,00"]])
    assert str(read(sheet.pdf()).value("due_amount")) in ("None", "119.00")
