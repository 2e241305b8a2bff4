"""Papers that carry words for a model in every field that a paper has: PDF, Factur-X, UBL, 数电票 XML, OFD, bank lines, policy texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from html import escape
from itertools import cycle

from tests.ingestion.ofd_printing import ofd as package
from tests.ingestion.ofd_printing import text_object
from tests.ingestion.printing import Sheet
from tests.ingestion.test_xml import EINVOICE, UBL
from tools.demo.arrivals import samples
from tools.demo.documents import InvoiceSpec, Party, render
from tools.demo.documents.cii import factur_x

HEAD = "交易日期,摘要,对方户名,借方发生额,贷方发生额,余额,流水号\n"


def printable(text: str) -> str:
    """As a line of print: no control characters, no line breaks."""
    return " ".join("".join(one for one in text if one.isprintable() or one.isspace()).split())


def infected(spec: InvoiceSpec, words: list[str], number: str) -> InvoiceSpec:
    """The same document with words in every field that prints words, and hidden ones too."""
    said = cycle(printable(one) for one in words)

    def party(one: Party) -> Party:
        return replace(one, name=f"{one.name} {next(said)}"[:90], address=next(said)[:120], bank=next(said)[:60])

    lines = tuple(replace(one, name=f"{one.name} {next(said)}"[:120], model=next(said)[:40]) for one in spec.lines)
    return replace(
        spec, number=number, seller=party(spec.seller), buyer=replace(spec.buyer, address=next(said)[:120]), lines=lines,
        remarks=next(said)[:200], issuer=next(said)[:20], hidden_text=next(said)[:200], file_name="",
    )  # fmt: skip


def pdf(words: list[str], today: date, key: str = "special", number: str = "26332000009900000001") -> bytes:
    """A printed invoice."""
    return render(infected(samples(today)[key], words, number))


def xmls(words: list[str], today: date) -> dict[str, bytes]:
    """Electronic invoices by file name."""
    said = cycle(escape(printable(one)) for one in words)
    ubl = UBL.format(root="Invoice", line="InvoiceLine", quantity="InvoicedQuantity")
    ubl = ubl.replace("Suomen Laite Oy", f"Suomen Laite Oy {next(said)}").replace("Anturi", next(said))
    ubl = ubl.replace("<cbc:ID>N-77</cbc:ID>", f"<cbc:ID>N-77</cbc:ID><cbc:Note>{next(said)}</cbc:Note>")
    china = EINVOICE.format(color="Y", sign="").replace("甲公司", f"甲公司{next(said)}").replace("乙公司", next(said))
    china = china.replace("加工费", f"加工费{next(said)}")
    cii = factur_x(infected(samples(today)["factur_x"], words, "FX-9901"))
    return {
        "ubl.xml": ubl.encode(),
        "einvoice.xml": china.encode(),
        "cii.xml": cii.encode(),
        "invoice.ofd": ofd(words, china),
    }


def ofd(words: list[str], original: str) -> bytes:
    """An OFD whose page prints the words, seen and unseen, around the same electronic original."""
    sheet = Sheet().put(180, 30, "电子发票（普通发票）", 14).put(400, 30, "发票号码：26332000009900000077")
    for place, text in enumerate(words[:40]):
        sheet.put(30, 60 + 18 * place, printable(text)[:90])
    unseen = "".join(
        text_object(500 + place, 30, 5, printable(text)[:90], 4, ' Visible="false"') for place, text in enumerate(words)
    )
    return package(sheet, {"original.xml": original}, unseen)


def mail(words: list[str], today: date) -> bytes:
    """A mail that speaks in every field it has, with a paper attached."""
    said = cycle(printable(one) for one in words)
    message = EmailMessage()
    message["From"] = f'"{next(said)[:60]}" <a@vendor.example>'.replace("\\", "")
    message["Subject"] = next(said)[:200]
    message.set_content("\n".join(words))
    paper = pdf(words, today, "general", "26332000009900000088")
    message.add_attachment(paper, maintype="application", subtype="pdf", filename=f"{next(said)[:60]}.pdf")
    return message.as_bytes()


def bank(words: list[str]) -> bytes:
    """A bank's statement whose lines speak."""
    balance, lines = 0, []
    for place, text in enumerate(words[:20], 1):
        balance += place
        said = printable(text).replace(",", "，").replace('"', "”")
        lines.append(f"2026-11-{place:02},{said[:100]},{said[:60]},,{place}.00,{balance}.00,T{place:04}")
    return (HEAD + "\n".join(lines) + "\n").encode()


def policy(words: list[str]) -> dict[str, str]:
    """A policy text that speaks, as somebody may have pasted it."""
    clauses = "\n\n".join(
        f"4.{place} 住宿每晚不超过 {400 + place} 元。{printable(text)}" for place, text in enumerate(words[:30], 1)
    )
    head = "---\ntitle: 出差办法\nversion: 2026-01-01\neffective_from: 2026-01-01\n---\n# 出差办法\n\n## 4 住宿\n\n"
    return {"travel(2026-01-01).md": head + clauses + "\n"}
