"""The heads of tables of lines: which column stands where, by the words over them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingestion.page.paper import Paper
from ingestion.pdf.lines import Line
from ingestion.values.text import fold

_COLUMNS = {
    "description": r"descripti?on|treatment|work done|behandlung|acte|tratamiento|prestazione|beschreibung|bezeichnung|artikel\w*|article|designation|item|leistung|produkt|product|service|concepto|descripcion|descrizione|omschrijving|libelle|details|particulars|text|prestation|benamning|beskrivelse|beskrivning|oznaceni|popis|nazev|nazwa|towar\w*|품목(?:명)?|품명|내역|品[名目]|項目|摘要|内容|商品名|品項|(?:nama )?barang|keterangan|uraian|รายการ|פריט|תיאור|البيان|الوصف|urun|aciklama|наименование|beskriv\w*|vare(?:betegnelse)?|naziv|opis|megnevezes|denumire\w*|περιγραφη|nimetus|kirjeldus|nosaukums|pavadinimas|kuvaus|tuote|lysing|descricao",
    "quantity": r"qty|quantity|menge|anzahl|qte|quantite|cantidad|cant|quantita|aantal|hours|stunden|hrs|heures|horas|antal|ant|unidades|uds?|mnozstvi|pocet|ilosc|q\.?ta|수량|数量|數量|jumlah|kuantitas|kuantiti|jml|จํานวน|จำนวน|כמות|الكمية|miktar|adet|кол-во|количество|кiлькiсть|kolicina|mennyiseg|cantitate|ποσοτητα|kogus|daudzums|kiekis|maara|magn|quantidade|qtde?|so luong",
    "price": r"price|preis\w*|einzelpreis|nettopreis|e-?preis|p\.?u|prix|precio|prezzo|prijs|rate|tarif|cost|stuckpreis|preis/|a-pris|pris|precio/ud|prezzo|cena|j\.cena|jedn|単価|단가|單價|harga(?: satuan)?|ราคา(?:ต่อหน่วย)?|מחיר|السعر|birim fiyat|fiyat|цена|цiна|egysegar|pret|τιμη|hind|kaina|hinta|verd|valor unit\w*|vr\.?|don gia|kobspris|pris",
    "amount": r"amount|total|betrag|gesamt\w*|netto(?:betrag|wert)|entgelt|importe|importo|montant|bedrag|positions-?(?:betrag)?|summe|wert|subtotal|totale|totaal|belopp|belop|suma|summa|wartosc|celkem|valor|金額(?:\(.*)?|금액|공급가액|合計|jumlah harga|subtotal|จํานวนเงิน|จำนวนเงิน|סכום|סה.כ|المبلغ|الاجمالي|tutar|стойност|сума|сумма|iznos|ertek|valoare|αξια|summa|suma|yhteensa|upphaed|upphæd|linjebelob|belob|thanh tien",
    "tax": r"vat|tax(?:es)?|ust|mwst|tva|iva|btw|steuer\w*|moms|mva|dph|税率|稅率|세액|ppn|kdv|ддс|ндс|пдв|ddv|pdv|afa|φπα|alv|מע.מ",
    "discount": r"disc(?:ount)?|rabatt?|remise|rem|dto|descuento|sconto|sc|korting|desconto|kedvezmeny|sleva|iskonto|popust|alennus|alv?e|割引|할인",
}
_COLUMN = {name: re.compile(rf"^(?:{pattern})[.:%)]*(?:-%)?$") for name, pattern in _COLUMNS.items()}
_EXCLUDING = re.compile(r"(?:excl|incl|exkl|inkl|ex|inc|ohne|mit|bez|hors|sans|zzgl|before|plus)\.?$")

Columns = dict[str, list[tuple[float, float]]]
"""Places of each column's header words: middle and right edge."""


@dataclass(frozen=True)
class Table:
    """A header: the position of each column (middle, right edge), and the index of its last line."""

    columns: Columns
    last_line: int


def next_table(paper: Paper, start: int) -> Table | None:
    lines = paper.lines
    for index in range(start, len(lines)):
        columns: Columns = {}
        for line in lines[max(start, index - 3) : index + 1]:
            if (
                line.page is lines[index].page
                and lines[index].bottom - line.top < 5 * line.height + 12
                and not has_money(line)
            ):
                _merge(columns, header_columns(line))
        own = header_columns(lines[index])
        _price_as_amount(columns)
        if (
            len(own) >= 2
            and "amount" in columns
            and ("description" in columns or "quantity" in columns)
            and len(columns) >= 3
        ):
            after = index + 1
            while (
                after < len(lines)
                and after < index + 3
                and header_columns(lines[after])
                and not has_money(lines[after])
            ):
                _merge(columns, header_columns(lines[after]))
                after += 1
            return Table(columns, after - 1)
    return None


def _price_as_amount(columns: Columns) -> None:
    """The last column of a table that has only a price is what the line costs."""
    if "amount" in columns or "price" not in columns or "quantity" not in columns or "description" not in columns:
        return
    rest = [place[1] for name, places in columns.items() if name != "price" for place in places if name != "tax"]
    if min(place[0] for place in columns["price"]) > max(rest):
        columns["amount"] = columns.pop("price")


def _merge(columns: Columns, more: Columns) -> None:
    for name, places in more.items():
        columns.setdefault(name, []).extend(places)


def header_columns(line: Line) -> Columns:
    """Columns by their header words; *Excl. VAT* behind *Amount* still names the amount's column."""
    found: Columns = {}
    last, before = "", ""
    for word in line.words:
        text = fold(word.text).strip("():")
        for name, pattern in _COLUMN.items():
            if pattern.match(text):
                owner = last if name == "tax" and last and _EXCLUDING.match(before) else name
                found.setdefault(owner, []).append(((word.x0 + word.x1) / 2, word.x1))
                last = owner
                break
        before = text
    return found


def has_money(line: Line) -> bool:
    return bool(re.search(r"\d[.,]\d{2}(?!\d)", line.text))
