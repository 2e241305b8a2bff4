"""Random choices of one western paper; the split into halves is that of benchmarks.papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.papers.draw import CHANCE, Draw, Half, Told
from benchmarks.papers.sheet import Damage
from benchmarks.western.countries import COUNTRIES, Country, account, national_id, tax_id
from benchmarks.western.words import DEPARTMENTS, GREETED, MONTHS, NATIONAL, PEOPLE, SHOPS, SLOGANS, TRADES, WORDS


@dataclass(frozen=True)
class Firm:
    """A company of nobody."""

    name: str
    street: str
    town: str
    tax_id: str
    account: str
    over: str = ""
    under: str = ""
    brand: str = ""
    id_word: str = ""

    @property
    def lead(self) -> str:
        """What a letterhead prints large: a brand, where the firm has one."""
        return self.brand or self.name


class Pen(Draw):
    """The choices of one paper: its country, words, two firms, number and days."""

    def __init__(self, kind: str, seed: int, half: Half, told: Told = CHANCE) -> None:
        super().__init__(f"west/{kind}", seed, half, told)
        self.damage = Damage()
        self.credit = kind == "credit"
        self.country: Country = self.any(COUNTRIES)
        self.language = self.country.language
        self.seller, self.buyer = self._sender(), self._addressee()
        while self.buyer.name.split()[0] == self.seller.name.split()[0]:
            self.buyer = self._addressee()
        self.issued = self.day()
        self.term = self.any([7, 14, 20, 30, 60])
        self.due = self.issued + timedelta(days=self.term)
        self.day_shape: str = self.layout(*self.country.days)
        self.number = self._number()
        self.tagged = self.layout("sign after", "code before", "none", "sign before")

    def word(self, name: str, **values: object) -> str:
        """What this half's papers call something."""
        return self.layout(*WORDS[self.country.language][name]).format(**values)

    def firm(self, country: Country) -> Firm:
        """Name with legal form, street, town, VAT number, IBAN."""
        name = (
            self.any(SHOPS)
            + self.any([" ", " & Sons ", " "][: 2 if country.language == "en" else 1])
            + self.any(TRADES)
        )
        street = self.any(country.streets).format(n=self.rng.randint(1, 148))
        return Firm(
            f"{name} {self.any(country.forms)}",
            street,
            self.any(country.towns),
            tax_id(country, self.rng),
            account(country, self.rng),
        )

    def _sender(self) -> Firm:
        """A firm with a slogan or a brand, or a person who trades alone."""
        one, way = self.firm(self.country), self.rng.random()
        if (number := national_id(self.country, self.rng)) and self.chance(0.3):
            one = replace(one, tax_id=number, id_word=self.layout(*NATIONAL[self.country.code]))
        if way < 0.12:
            return replace(one, name=self.any(PEOPLE))
        if way < 0.24:
            return replace(one, name=one.name.removesuffix(one.name.split(" ", 2)[-1]).strip())
        if way < 0.36:
            return replace(one, brand=self.layout(one.name.split()[0].upper(), " ".join(one.name.split()[:2])))
        slogan = self.layout(*SLOGANS.get(self.country.language, SLOGANS["en"])) if way < 0.55 else ""
        return replace(one, under=slogan)

    def _addressee(self) -> Firm:
        """A firm with a department or somebody to greet, over its name or under it; or a person."""
        one, way, language = self.firm(self.country), self.rng.random(), self.country.language
        if self.told.buyer:
            return replace(one, name=self.told.buyer.name, tax_id="")
        if way < 0.12:
            return replace(one, name=self.any(PEOPLE), tax_id="")
        if way < 0.3:
            greeting = self.layout(*GREETED.get(language, GREETED["en"])).format(p=self.any(PEOPLE))
            return replace(one, **{self.layout("under", "over"): greeting})
        return replace(one, under=self.layout(*DEPARTMENTS[language])) if way < 0.4 else one

    def _number(self) -> str:
        run, year = self.digits(4), self.issued.year
        return str(
            self.layout(
                f"{year}-{run}", f"RE-{self.digits(5)}", f"{self.digits(6)}", f"{year}/{run}", f"F{year % 100}{run}", f"INV-{self.digits(6)}",
                f"{self.digits(3)}/{year}", f"{year}{self.digits(5)}", f"A-{run}-{self.digits(2)}", f"{self.any('KMRS')}{self.digits(7)}",
            )
        )  # fmt: skip

    def spelled(self, day: date) -> str:
        """A day as this paper prints it."""
        name = MONTHS[self.country.language].split()[day.month - 1]
        return day.strftime(self.day_shape.replace("{month}", name))

    def plain(self, value: Decimal, places: int = 2) -> str:
        """A number as this country writes it."""
        return self.country.number(value, places)

    def cash(self, value: Decimal) -> str:
        """An amount with the currency where this paper sets it."""
        text, where = self.plain(value), self.tagged
        if self.country.sign.isalpha() and where == "sign before":
            where = "code before"
        if where == "sign before" or (where == "sign after" and self.country.language == "en"):
            return f"-{self.country.sign}{text[1:]}" if text.startswith("-") else f"{self.country.sign}{text}"
        if where == "sign after":
            return f"{text} {self.country.sign}"
        return f"{self.country.currency} {text}" if where == "code before" else text

    def id_word(self, firm: Firm) -> str:
        """What the paper calls a firm's number: the VAT number, or that of the tax office."""
        return firm.id_word or self.word("vat_id")

    def rate(self, value: str) -> str:
        """A rate in per cent as this country writes it."""
        return value.replace(".", self.country.mark)

    def grouped(self, number: str) -> str:
        """An IBAN in groups of four."""
        return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
