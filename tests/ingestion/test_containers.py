"""A zip and a mail are read as the files in them; what is decoration is left out; a bomb, a password, a name is harmless."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion import Limits, Part, Readers, parts_of, read_many
from ingestion.kind import FileKind, kind_of
from ledger.core import Problem

PDF, XML = b"%PDF-1.7\n%", b"<?xml version='1.0'?><a/>"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def mail(files: dict[str, bytes], forwarded: bytes | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@vendor.example", "b@us.example", "发票 2026-11"
    message.set_content("请查收附件")
    message.add_related(
        b"\x89PNG logo", maintype="image", subtype="png", cid="<logo>", filename="logo.png", disposition="inline"
    )
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if forwarded is not None:
        inner = EmailMessage()
        inner["From"], inner["Subject"] = "c@vendor.example", "one more"
        inner.set_content("x")
        inner.add_attachment(forwarded, maintype="application", subtype="pdf", filename="forwarded.pdf")
        message.add_attachment(inner)
    return message.as_bytes()


def names(found: object) -> list[str]:
    assert isinstance(found, tuple), found
    return [one.name for one in found]


def test_a_mail_a_zip_and_one_in_the_other() -> None:
    inner = zipped({"十月/发票.pdf": PDF, "__MACOSX/._x": b"x", ".DS_Store": b"x", "b.xml": XML})
    data = mail({"one.pdf": PDF, "all.zip": inner, "smime.p7s": b"sig"}, forwarded=PDF)
    assert kind_of(data) is FileKind.MAIL
    assert names(parts_of(data, "m.eml")) == [
        "m.eml/one.pdf",
        "m.eml/all.zip/发票.pdf",
        "m.eml/all.zip/b.xml",
        "m.eml/6.eml/forwarded.pdf",
    ]


def test_what_is_one_paper_is_not_taken_apart() -> None:
    office = zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"})
    ofd = zipped({"OFD.xml": b"<a/>"})
    assert [parts_of(one, "x") for one in (office, ofd, PDF, XML, b"date,amount\n1,2\n")] == [None] * 5


def test_a_name_of_a_chinese_windows_is_read() -> None:
    data = bytearray(zipped({"AAAA.pdf": PDF}))
    for place in (data.find(b"AAAA"), data.rfind(b"AAAA")):
        data[place : place + 4] = "发票".encode("gbk")
    assert names(parts_of(bytes(data), "z.zip")) == ["z.zip/发票.pdf"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({}), "reading.nothing_inside"),
        (zipped({f"{n}.pdf": PDF for n in range(201)}), "reading.too_many_parts"),
        (zipped({f"{n}.pdf": b"\x00" * 400_000 for n in range(6)}), "reading.too_many_parts"),
        (b"PK\x03\x04" + b"x" * 300, "reading.unreadable"),
    ],
    ids=["empty", "many", "bomb", "broken"],
)
def test_what_cannot_be_taken_apart_says_why(data: bytes, code: str) -> None:
    limits = Limits(parts_bytes=2_000_000)
    found = parts_of(data, "z.zip", limits)
    assert isinstance(found, Problem) and found.code == code
    with Readers(limits=limits) as readers:
        assert getattr(readers.parts(data, "z.zip"), "code", "") == code


def test_zips_in_zips_end() -> None:
    data = PDF
    for _ in range(8):
        data = zipped({"x.zip": data})
    (part,) = parts_of(data, "z") or ()
    assert isinstance(part, Part) and kind_of(part.data) is FileKind.ZIP, "left alone below the third"


@given(st.dictionaries(st.text(min_size=1, max_size=40), st.binary(max_size=200), max_size=6))
def test_no_name_leads_anywhere(files: dict[str, bytes]) -> None:
    data = zipped({f"../../{name}\\..\\{name}": content for name, content in files.items() if "\x00" not in name})
    for part in parts_of(data, "z") if isinstance(parts_of(data, "z"), tuple) else ():
        assert ".." not in part.name.split("/") and "\\" not in part.name and part.name.isprintable()


def test_extract_gives_a_reading_of_each(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(mail({"a.csv": "日期,金额\n2026-11-01,5\n".encode(), "b.pdf": PDF}))
    (tmp_path / "p.zip").write_bytes(b"PK\x03\x04" + b"x" * 99)
    found = list(read_many([tmp_path / "m.eml", tmp_path / "p.zip", tmp_path / "gone.pdf"]))
    assert [one.file for one in found] == ["m.eml/a.csv", "m.eml/b.pdf", "p.zip", "gone.pdf"]
    assert found[0].statements and all(one.problems for one in found[1:])


def test_a_worker_sends_the_files_whole() -> None:
    data = zipped({"a.pdf": PDF * 1000, "b.xml": XML})
    with Readers() as readers:
        assert readers.parts(data, "z") == parts_of(data, "z")
        assert readers.parts(PDF, "z") is None
        assert readers.parts(data, "z") == parts_of(data, "z", Limits())
