"""The morning's pile: documents of every kind that a clerk gets, each with what a person sees on it and would answer."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from email.message import EmailMessage

from benchmarks.clerk.photo import photographed
from benchmarks.papers.draw import Company, Half, Told
from benchmarks.papers.kinds import laid
from benchmarks.western.kinds import paper as western
from tests.ingestion.ofd_printing import ofd
from tests.ingestion.printing import Sheet as Plain
from tools.demo import cast
from tools.demo.documents import InvoiceSpec, Layout, Party, line, render
from tools.demo.documents.parties import COMPANY, COMPANY_ABROAD, HOTEL, vendors
from tools.demo.documents.samples import bank_remark, digital_number

KNOWN, UNSEEN, TICKET, PHOTO, BAD = "known vendor, e-invoice", "unseen layout", "ticket", "photo", "of no use"
LOOKED_AT = ("number", "issue_date", "gross", "seller_name", "invoice_kind")
TRAVEL, GOODS, OFFICE = "660205", "1403", "660204"
_OURS = Company(cast.NAME, cast.TAX_ID)
_KIND_OF = {Layout.DIGITAL_SPECIAL: "edigital_special", Layout.ROLL: "vat_general", Layout.LETTER: "other"}
_RATES = {"EUR": "7.85", "GBP": "9.1", "USD": "7.12", "PLN": "1.85"}


@dataclass(frozen=True)
class Given:
    """One file. ``truth`` is what the paper says of LOOKED_AT, None where it does not; ``account``, ``rate`` and
    ``paid_by`` are what the person knows when asked; ``ends`` is where a file belongs that is no plain bill: failed, copy (of
    several the one read first is the bill), warned; ``holds`` are the papers inside a zip or a mail."""

    name: str
    data: bytes
    group: str
    truth: dict[str, str | None]
    account: str = OFFICE
    paid_by: str = "nobody"
    rate: str = ""
    ends: str = ""
    holds: tuple[Given, ...] = ()


def pile(papers: int, seed: int, today: date) -> list[Given]:
    """So many documents, those inside others counted, in the order of one day; the same for the same seed and day."""
    rng, made = random.Random(f"clerk/{seed}"), list[Given]()
    for number, make in zip(range(papers), _kinds(), strict=False):
        made.append(make(number, random.Random(f"clerk/{seed}/{number}"), today))
    if papers >= 20:
        first = made[0] = replace(made[0], ends="copy")
        packed = [made.pop(rng.randrange(1, len(made))) for _ in range(5)]
        made[-2:] = [replace(first, name=f"again-{n}.pdf", group=BAD) for n in (1, 2)]
        made += [_held("all.zip", _zipped, packed[:3]), _held("mail.eml", _mailed, packed[3:])]
    rng.shuffle(made)
    return made


def _kinds() -> Iterator[Callable[[int, random.Random, date], Given]]:
    """Of sixty: 22 e-invoices of known vendors, 18 in layouts nobody has seen, 9 tickets, 8 photos, the rest of no use."""
    round_of = (_known, _unseen("digital_special"), _ticket("rail"), _known, _photo("general"), _western("plain"))
    other = (_known, _unseen("digital_general"), _ticket("taxi"), _known_ofd, _photo("taxi"), _unseen("vat_special"))
    third = (_factur_x, _unseen("digital_paper"), _ticket("toll"), _known, _photo("hotel"), _western("receipt"))
    fourth = (_known_ofd, _unseen("digital_special"), _ticket("air"), _known, _unseen("vat_general"), _western("rates"))
    yield from (*round_of, *other, *third, _unreadable, _other_buyer, *fourth)
    while True:
        yield from (*round_of, *other, *fourth)


def _seen(truth: dict[str, object]) -> dict[str, str | None]:
    return {name: None if truth.get(name) is None else str(truth[name]) for name in LOOKED_AT if name in truth}


def _spec(n: int, rng: random.Random, today: date) -> tuple[InvoiceSpec, cast.Supplier]:
    """An invoice of a vendor of the books, near to what it bills each month."""
    whole = [one for one in cast.suppliers() if one.party.tax_id]
    one = rng.choice(whole)
    seller, day = vendors()[one.party.party_id], today - timedelta(days=rng.randint(1, 20))
    price = (Decimal(one.net_minor) / 100 * Decimal(rng.randint(92, 108)) / 100).quantize(Decimal("0.01"))
    item = line(f"*{one.item}*{one.item}", "1", "批", str(price), f"{Decimal(one.vat_percent) / 100}")
    return InvoiceSpec(
        Layout.DIGITAL_SPECIAL, digital_number(day, f"clerk{n}{rng.random()}", "32"), day, seller, COMPANY, (item,),
        remarks=bank_remark(seller),
    ), one  # fmt: skip


def _of(spec: InvoiceSpec) -> dict[str, str | None]:
    return {
        "number": spec.number, "issue_date": spec.issued.isoformat(), "gross": f"{spec.gross:.2f}", "seller_name": spec.seller.name,
        "invoice_kind": _KIND_OF[spec.layout],
    }  # fmt: skip


def _known(n: int, rng: random.Random, today: date) -> Given:
    spec, one = _spec(n, rng, today)
    return Given(f"dzfp-{n}.pdf", render(spec), KNOWN, _of(spec), one.account)


def _factur_x(n: int, rng: random.Random, today: date) -> Given:
    day = today - timedelta(days=rng.randint(1, 20))
    item = line("Spannfutter HSK-63", str(rng.randint(2, 30)), "Stk", "289.50", "0")
    spec = InvoiceSpec(
        Layout.LETTER, f"RE-{day:%Y}-{rng.randint(1000, 9999)}", day, vendors()["V0012"], COMPANY_ABROAD, (item,), "EUR", "de",
        due=day + timedelta(days=30), remarks="Steuerfreie Ausfuhrlieferung.", with_xml=True,
    )  # fmt: skip
    return Given(f"factur-x-{n}.pdf", render(spec), KNOWN, _of(spec), "510199", rate=_RATES["EUR"])


def _known_ofd(n: int, rng: random.Random, today: date) -> Given:
    one = rng.choice([one for one in cast.suppliers() if one.party.tax_id])
    seller = Company(one.party.name, one.party.tax_id or "")
    sheet, truth = laid("digital_special", rng.randrange(10**9), Half.HELD, Told(_OURS, seller, today))
    return Given(f"dzfp-{n}.ofd", ofd(_plain(sheet)), KNOWN, _seen(dict(truth)), one.account)


def _plain(sheet: object) -> Plain:
    """The undamaged texts of a sheet, as OFD packages hold them: rules and stamps left out, parts put together."""
    made = Plain(sheet.width, sheet.height, [])  # type: ignore[attr-defined]
    for page in sheet.pages:  # type: ignore[attr-defined]
        texts = [one for one in page if one["kind"] == "text"]
        made.pages.append([one | {"text": "".join(part["text"] for part in one["parts"])} for one in texts])
    return made


def _unseen(kind: str) -> Callable[[int, random.Random, date], Given]:
    def made(n: int, rng: random.Random, today: date) -> Given:
        sheet, truth = laid(kind, rng.randrange(10**9), Half.HELD, Told(_OURS, None, today))
        return Given(f"{kind}-{n}.pdf", sheet.pdf(), UNSEEN, _seen(dict(truth)), GOODS)

    return made


def _ticket(kind: str) -> Callable[[int, random.Random, date], Given]:
    def made(n: int, rng: random.Random, today: date) -> Given:
        sheet, truth = laid(kind, rng.randrange(10**9), Half.HELD, Told(_OURS, None, today))
        return Given(f"{kind}-{n}.pdf", sheet.pdf(), TICKET, _seen(dict(truth)), TRAVEL, "card")

    return made


def _western(kind: str) -> Callable[[int, random.Random, date], Given]:
    def made(n: int, rng: random.Random, today: date) -> Given:
        one = western(kind, rng.randrange(10**9), Half.HELD, Told(Company(cast.NAME_EN, ""), None, today))
        paid = "card" if kind == "receipt" else "nobody"
        money = str(one.truth.get("currency") or "EUR")
        return Given(f"west-{kind}-{n}.pdf", one.pdf, UNSEEN, _seen(one.truth), GOODS, paid, _RATES.get(money, "1"))

    return made


def _photo(of: str) -> Callable[[int, random.Random, date], Given]:
    """A paper of another kind, as a telephone takes it."""

    def made(n: int, rng: random.Random, today: date) -> Given:
        if of == "hotel":
            day, price = today - timedelta(days=rng.randint(1, 20)), f"{rng.randint(20000, 60000) / 100:.2f}"
            spec = InvoiceSpec(
                Layout.ROLL, str(rng.randint(10**7, 10**8 - 1)), day, HOTEL, Party(cast.NAME, cast.TAX_ID),
                (line("住宿费", "1", "晚", price, "0.06"),), code="032002600407",
            )  # fmt: skip
            pdf, truth = render(spec), _of(spec)
        else:
            kind = {"general": "vat_general"}.get(of, of)
            sheet, said = laid(kind, rng.randrange(10**9), Half.HELD, Told(_OURS, None, today))
            pdf, truth = sheet.pdf(), _seen(dict(said))
        paid = "nobody" if of == "general" else "card"
        return Given(f"photo-{of}-{n}.jpg", photographed(pdf, rng), PHOTO, truth, OFFICE, paid)

    return made


def _unreadable(n: int, rng: random.Random, today: date) -> Given:
    spec, _ = _spec(n, rng, today)
    return Given(f"blurred-{n}.jpg", photographed(render(spec), rng, blur=16), BAD, {}, ends="failed")


def _other_buyer(n: int, rng: random.Random, today: date) -> Given:
    sheet, truth = laid("digital_special", rng.randrange(10**9), Half.HELD, Told(None, None, today))
    return Given(f"not-ours-{n}.pdf", sheet.pdf(), BAD, _seen(dict(truth)), ends="warned")


def _held(name: str, pack: Callable[[list[Given]], bytes], inside: list[Given]) -> Given:
    return Given(name, pack(inside), BAD, {}, ends="unpacked", holds=tuple(inside))


def _zipped(inside: list[Given]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in inside:
            packed.writestr(one.name, one.data)
    return out.getvalue()


def _mailed(inside: list[Given]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@vendor.example", "ap@us.example", "invoices"
    message.set_content("see below")
    for one in inside:
        message.add_attachment(one.data, maintype="application", subtype="octet-stream", filename=one.name)
    return message.as_bytes()
