"""Damage to files: seeded, so that a number names it again. Of bytes for any file, of structure for PDF."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

Damage = Callable[[bytes, random.Random, bytes], bytes]
_NUMBER = re.compile(rb"(?<![\w.#])-?\d{1,6}(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\b\d{1,4} 0 R\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_FILTER = re.compile(
    rb"/FlateDecode|/DeviceRGB|/Type0|/CIDFontType[02]|/Identity-H|/Page\b|/Pages\b|/Catalog\b|/Font\b|/XObject\b"
)
_HUGE = (
    b"99999999999",
    b"-1",
    b"0",
    b"2147483648",
    b"1e400",
    b"-0.00000000001",
    b"65536",
    b"(x)",
    b"null",
    b"[[[[",
    b"<<",
    b"true",
)
_NAMES = (b"/LZWDecode", b"/ASCII85Decode", b"/RunLengthDecode", b"/DCTDecode", b"/JBIG2Decode", b"/CCITTFaxDecode", b"/Crypt",
          b"/Page", b"/Pages", b"/Type3", b"/Form", b"[/FlateDecode/FlateDecode]", b"/Separation", b"/Identity-V", b"/\xff\xfe")  # fmt: skip


def flipped(data: bytes, dice: random.Random, other: bytes) -> bytes:
    """Some bytes are others."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 3, 30))):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def cut(data: bytes, dice: random.Random, other: bytes) -> bytes:
    """The end is missing, or a piece of the middle."""
    start = dice.randrange(len(data))
    return data[:start] if dice.random() < 0.5 else data[:start] + data[start + dice.randrange(1, 2000) :]


def spliced(data: bytes, dice: random.Random, other: bytes) -> bytes:
    """A piece of another file, or of itself, in the middle."""
    source = dice.choice((data, other))
    start, place = dice.randrange(len(source)), dice.randrange(len(data))
    return data[:place] + source[start : start + dice.randrange(1, 3000)] + data[place:]


def _replaced(pattern: re.Pattern[bytes], choices: Sequence[bytes] | None) -> Damage:
    def damage(data: bytes, dice: random.Random, other: bytes) -> bytes:
        found = list(pattern.finditer(data))
        for _ in range(dice.choice((1, 1, 4))):
            if found:
                one = dice.choice(found)
                new = dice.choice(choices) if choices else dice.choice(found)[0]
                data = data[: one.start()] + new + data[one.end() :]
                found = list(pattern.finditer(data))
        return data

    return damage


def swapped(data: bytes, dice: random.Random, other: bytes) -> bytes:
    """Two streams change places."""
    found = list(_STREAM.finditer(data))
    if len(found) < 2:
        return flipped(data, dice, other)
    one, two = sorted(dice.sample(found, 2), key=lambda match: match.start())
    return data[: one.start(1)] + two[1] + data[one.end(1) : two.start(1)] + one[1] + data[two.end(1) :]


def unlisted(data: bytes, dice: random.Random, other: bytes) -> bytes:
    """The table of places points elsewhere."""
    start = max(data.rfind(b"startxref"), 0)
    return data[:start] + re.sub(rb"\d+", lambda _: b"%d" % dice.randrange(len(data)), data[start:])


ANY: tuple[Damage, ...] = (flipped, cut, spliced)
PDF: tuple[Damage, ...] = (
    *ANY, swapped, unlisted, _replaced(_NUMBER, _HUGE), _replaced(_REFERENCE, None), _replaced(_FILTER, _NAMES),
)  # fmt: skip
XML: tuple[Damage, ...] = (*ANY, _replaced(_NUMBER, (b"1e999", b"NaN", b"-0", b"9" * 400, b"\xef\xbc\x91", b"")))


def damaged(bases: Sequence[bytes], ways: Sequence[Damage], count: int, seed: int = 20) -> Iterator[bytes]:
    """So many damaged files, one or two damages each."""
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)
        data = bases[number % len(bases)]
        for _ in range(dice.choice((1, 1, 2))):
            data = dice.choice(ways)(data, dice, dice.choice(bases)) or b"%PDF-"
        yield data
