"""How nine countries write money and days, and what their companies are numbered by. The numbers' check digits hold."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module

from stdnum import iban

_LETTERS = {chr(55 + value): str(value) for value in range(10, 36)}


@dataclass(frozen=True)
class Country:
    """``vat`` and ``account`` are shapes: 9 any digit, ? any letter, the rest as it stands; ``rates`` in per cent, the standard one first."""

    code: str
    language: str
    currency: str
    sign: str
    group: str
    mark: str
    rates: tuple[str, ...]
    days: tuple[str, ...]
    forms: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    vat: str
    account: str

    def number(self, value: Decimal, places: int = 2) -> str:
        """1.234,50 as it is written here; a minus in front."""
        whole, _, rest = f"{abs(value):,.{places}f}".partition(".")
        text = whole.replace(",", self.group) + (self.mark + rest if rest else "")
        return f"-{text}" if value < 0 else text


_EURO = ("EUR", "€")
DE = Country("DE", "de", *_EURO, ".", ",", ("19", "7"), ("%d.%m.%Y", "%d.%m.%y", "%-d. {month} %Y", "%d.%m.%Y"),
    ("GmbH", "GmbH & Co. KG", "AG", "e.K.", "KG", "UG (haftungsbeschränkt)"), ("Lindenstraße {n}", "Am Bahndamm {n}", "Gewerbering {n}", "Kirchweg {n}"),
    ("04109 Leipzig", "24937 Flensburg", "79098 Freiburg", "33602 Bielefeld"), "DE999999999", "DE99999999999999999999")  # fmt: skip
AT = Country("AT", "de", *_EURO, ".", ",", ("20", "10"), ("%d.%m.%Y", "%-d. {month} %Y"), ("GmbH", "AG"), ("Mühlgasse {n}", "Hauptplatz {n}"),
    ("8010 Graz", "4020 Linz"), "ATU99999999", "AT999999999999999999")  # fmt: skip
FR = Country("FR", "fr", *_EURO, " ", ",", ("20", "10", "5.5"), ("%d/%m/%Y", "%-d {month} %Y", "%d/%m/%Y", "%d.%m.%Y"), ("SARL", "SAS", "SA", "EURL"),
    ("{n} rue des Tilleuls", "{n} avenue du Port", "{n} boulevard Carnot"), ("35000 Rennes", "69003 Lyon", "67000 Strasbourg"), "FR99999999999",
    "FR9999999999999999999999999")  # fmt: skip
IT = Country("IT", "it", *_EURO, ".", ",", ("22", "10", "4"), ("%d/%m/%Y", "%d-%m-%Y", "%-d {month} %Y"), ("S.r.l.", "S.p.A.", "S.n.c.", "S.r.l.s."),
    ("Via Mazzini {n}", "Viale della Stazione {n}", "Corso Italia {n}"), ("37121 Verona VR", "16121 Genova GE", "40121 Bologna BO"), "IT99999999999",
    "IT99?9999999999999999999999")  # fmt: skip
ES = Country("ES", "es", *_EURO, ".", ",", ("21", "10", "4"), ("%d/%m/%Y", "%d-%m-%Y", "%-d de {month} de %Y"), ("S.L.", "S.A.", "S.L.U."),
    ("Calle Mayor {n}", "Avda. del Mar {n}", "Plaza Nueva {n}"), ("46001 Valencia", "48001 Bilbao", "41001 Sevilla"), "ESB99999999",
    "ES9999999999999999999999")  # fmt: skip
NL = Country("NL", "nl", *_EURO, ".", ",", ("21", "9"), ("%d-%m-%Y", "%-d {month} %Y", "%d-%m-%Y", "%d/%m/%Y"), ("B.V.", "N.V.", "V.O.F."),
    ("Kerkstraat {n}", "Havenweg {n}", "Stationsplein {n}"), ("3511 AB Utrecht", "9711 LM Groningen", "5611 EM Eindhoven"), "NL999999999B01",
    "NL99????9999999999")  # fmt: skip
GB = Country("GB", "en", "GBP", "£", ",", ".", ("20", "5"), ("%d/%m/%Y", "%-d {month} %Y", "%d %b %Y", "%d-%b-%Y"), ("Ltd", "Limited", "LLP", "PLC"),
    ("{n} Mill Lane", "{n} Station Road", "{n} Orchard Street"), ("Leeds LS1 4AP", "Bristol BS1 5TR", "York YO1 7HH"), "GB999999999",
    "GB99????99999999999999")  # fmt: skip
US = Country("US", "en", "USD", "$", ",", ".", ("8.25", "6.5", "7"), ("%m/%d/%Y", "{month} %-d, %Y", "%b %-d, %Y", "%m-%d-%Y"), ("Inc.", "LLC", "Corp.", "Co."),
    ("{n} Willow Creek Road", "{n} Main Street, Suite 12", "{n} Prospect Ave"), ("Dayton, OH 45402", "Boulder, CO 80302", "Salem, OR 97301"), "", "")  # fmt: skip
PL = Country("PL", "pl", "PLN", "PLN", " ", ",", ("23", "8", "5"), ("%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y", "%Y-%m-%d"), ("Sp. z o.o.", "S.A."),
    ("ul. Lipowa {n}", "ul. Portowa {n}"), ("80-001 Gdynia", "30-002 Krosno"), "PL9999999999", "PL99999999999999999999999999")  # fmt: skip
COUNTRIES = (DE, FR, IT, ES, NL, GB, US, PL, AT)


def tax_id(country: Country, rng: random.Random) -> str:
    """A VAT number whose check digits hold; empty where the country has none."""
    if not country.vat:
        return ""
    module = import_module("stdnum.gb.vat" if country.code == "GB" else "stdnum.eu.vat")
    while True:
        number = _shaped(country.vat, rng)
        if country.code == "FR":
            number = f"FR{(12 + 3 * (int(number[4:]) % 97)) % 97:02d}{number[4:]}"
        if module.is_valid(number):
            return number


def national_id(country: Country, rng: random.Random) -> str:
    """A number of the tax office, which has no check digit that we know; empty where our papers print none."""
    shape = {"DE": "99/999/99999", "US": "99-9999999", "AT": "99/999/9999"}.get(country.code, "")
    return _shaped(shape, rng)


def account(country: Country, rng: random.Random) -> str:
    """An IBAN whose check digits hold (ISO 13616); empty where the country has none."""
    if not country.account:
        return ""
    while True:  # some countries have check digits of their own inside
        body = _shaped(country.account, rng)[4:]
        turned = "".join(_LETTERS.get(one, one) for one in body + country.code) + "00"
        number = f"{country.code}{98 - int(turned) % 97:02d}{body}"
        if iban.is_valid(number):
            return number


def _shaped(shape: str, rng: random.Random) -> str:
    return "".join(
        rng.choice("0123456789") if one == "9" else rng.choice("ABCDEFGHKLMNPRT") if one == "?" else one
        for one in shape
    )
