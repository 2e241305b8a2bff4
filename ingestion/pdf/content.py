"""What a page's content draws, worked off whole operations at a time.

pdfminer takes a page apart sign by sign, and works off every line and every curve of it. Here one pattern steps over what
draws no letter and takes an operation that may with all its operands. It knows only what is written plainly; whatever it
does not know (a dictionary, an image between, parentheses within a text, a broken number) pdfminer reads as ever, object by
object, so that what comes out is what pdfminer says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter, PDFStackT
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import LIT, PSKeyword, keyword_name

_NUMBER = rb"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?=[\s/\[\]()<>])"
_NAME = rb"/[^#/%\[\]()<>{}\s]*(?=[#/%\[\]()<>{}\s])"
_TEXT = rb"\([^()\\]*(?:\\(?:[0-3][0-7]{2}|[0-7]{1,2}(?![0-7])|[btnfr()\\])[^()\\]*)*\)"
_CODES = rb"<(?:[0-9a-fA-F]{2})*>(?!>)"
_ARRAY = rb"\[(?:\s*(?:%b|%b|%b))*\s*\]" % (_NUMBER, _TEXT, _CODES)
_END = rb"(?=[\s/\[(<])"

_FEW = rb"|".join(rb"(?:%b\s+){%d}(?:%b)" % (_NUMBER, count, names) for count, names in (
    (1, rb"[wJjMi]"), (2, rb"[ml]"), (4, rb"re|[vy]"), (6, rb"c"),
))  # fmt: skip
_MARK = rb"%b\s*(?:BMC|MP|(?:%b|<<(?:\s*%b\s*(?:%b|%b|%b|%b))*\s*>>)\s*(?:BDC|DP)|gs|sh|ri)" % (
    _NAME, _NAME, _NAME, _NUMBER, _NAME, _TEXT, _CODES,
)  # fmt: skip
_UNSEEN = re.compile(rb"(?:\s*(?:[hSsFn]|[fBbW]\*?|EMC|BX|EX|%b|%b)%b)*" % (_FEW, _MARK, _END))
"""Lines and areas, and marks of what is what: nothing of it changes where a letter stands."""
_OPERAND = rb"(?:%b|%b|%b|%b|%b)" % (_NUMBER, _NAME, _TEXT, _CODES, _ARRAY)
_DONE = rb"(BT|ET|T[fdDmJjcwzLrs*]|['\"qQ]|cm|Do|[gGkK]|rg|RG|cs|CS|scn?|SCN?)"
_STEP = re.compile(rb"\s*((?:%b\s*){0,6})%b%b" % (_OPERAND, _DONE, _END))
"""An operation, where it is written plainly; so many operands and no more, that a page of operands only is not looked through
anew for each. No pattern here is possessive: before 3.11.5 Python loses what a group around such a one has found. Every part
ends where it must, so that nothing is tried twice."""
_EACH = re.compile(rb"(%b)|(%b)|(%b)|(%b)|[\[\]]" % (_NUMBER, _NAME, _TEXT, _CODES))
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SIGNS = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}
_SIGNS |= {form % code: bytes((code,)) for code in range(256) for form in (b"%o", b"%02o", b"%03o")}


class _Parser(PDFContentParser):
    """pdfminer's own, which has a whole stream before it."""

    BUFSIZ = -1

    def plain(self) -> tuple[bytes, bytes] | None:
        """The next operation with its operands before it, where it is written plainly, both empty where only lines and marks
        were stepped over; None where nothing is plain, or something half read."""
        if self.results or self._tokens or self.context or self._parse1 != self._parse_main:
            return None
        skipped = _UNSEEN.match(self.buf, self.charpos)
        at = skipped.end() if skipped else self.charpos
        found = _STEP.match(self.buf, at)
        end = found.end() if found else at
        if end == self.charpos:
            return None
        self.charpos = end
        return (found[2], found[1]) if found else (b"", b"")


class Interpreter(PDFPageInterpreter):
    """pdfminer's own, but for its pace; lines, areas and marks reach no device."""

    def execute(self, streams: Sequence[object]) -> None:
        """Works streams off, none within itself."""
        self.stream_ids.clear()
        valid = list(self._valid(streams))
        self.stream_ids.update(stream.objid for stream in valid if stream.objid is not None)
        try:
            parser = _Parser(valid)
        except PSEOF:  # an empty page
            return
        while True:
            while (found := parser.plain()) is not None:
                operator, operands = found
                if operator:
                    self._do(operator, _operands(operands))
            try:
                _, one = parser.nextobject()
            except PSEOF:
                return
            if isinstance(one, PSKeyword):
                self._do(keyword_name(one).encode(), ())
            else:
                self.argstack.append(one)

    def _valid(self, streams: Sequence[object]) -> Iterator[PDFStream]:
        for one in streams:
            stream = stream_value(one)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                yield stream

    def _do(self, operator: bytes, operands: Sequence[PDFStackT]) -> None:
        method, count = _METHODS.get(operator, (None, 0))
        if len(operands) != count or method is None:
            self.argstack.extend(operands)
            operands = self.pop(count)
        if method is not None and len(operands) == count:
            method(self, *operands)


def _methods() -> Iterator[tuple[bytes, tuple[Callable[..., None], int]]]:
    """pdfminer's method for each operator, and how many operands it takes."""
    for name, method in vars(PDFPageInterpreter).items():
        if name.startswith("do_"):
            operator = name[3:].replace("_a", "*").replace("_w", '"').replace("_q", "'")
            yield operator.encode(), (method, method.__code__.co_argcount - 1)


_METHODS = dict(_methods())


def _operands(written: bytes) -> list[PDFStackT]:
    """Plainly written operands as pdfminer gives them."""
    out: list[PDFStackT] = []
    into = out
    for found in _EACH.finditer(written):
        number, name, text, codes = found.groups()
        if number:
            into.append(float(number) if b"." in number else int(number))
        elif text:
            into.append(_ESCAPED.sub(_sign, text[1:-1]) if b"\\" in text else text[1:-1])
        elif codes:
            into.append(bytes.fromhex(codes[1:-1].decode()))
        elif name:
            into.append(_literal(name[1:]))
        elif found[0] == b"[":
            into = []
            out.append(into)
        else:
            into = out
    return out


def _sign(found: re.Match[bytes]) -> bytes:
    return _SIGNS[found[1]]


def _literal(name: bytes) -> PDFStackT:
    try:
        return LIT(name.decode())
    except UnicodeDecodeError:
        return LIT(name)
