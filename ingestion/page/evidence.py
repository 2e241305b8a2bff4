"""What tells that a firm sells: that its web address is called like it, that it is to be paid, that its block names a
register or a bank, that a brand is said to be its."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ingestion.page.firms import Named, firm_at, is_name, rows_below
from ingestion.page.labels import YOURS
from ingestion.page.near import find_labels, spots
from ingestion.page.paper import Paper, once
from ingestion.values.names import LEGAL_FORM, has_legal_form
from ingestion.values.text import fold, squash

WEB = re.compile(r"(?:@|www\.|https?://(?:www\.)?)([a-z0-9-]{3,})\.")
"""The name of a mail or web address."""
BANKED = re.compile(
    r"\biban\b|\bbank\b|banca\b|banque|banco\b|\b[a-z]{2}\d{2} [a-z0-9]{4} [a-z0-9]{4}|reg\. ?com|handelsregister|amtsgericht|\brcs\b|capital social|\bswift\b|\bbic\b|registro mercantil|y-tunnus"
)
"""What only who is to be paid prints in its block."""
RING = re.compile(r"\b(?:tel|tlf|telefon|telefono|telephone|phone|mail|fax)\b")
TAXED = re.compile(
    r"\b(?:vat|tva|ust|mwst|btw|iva|moms|abn|ein|fein|nif|nip|nit|cif|rut|rfc|cnpj|gst(?:in)?|uen|siret|siren|kvk|cvr)\b"
)
STATED = re.compile(
    r"\W*(?:registered (?:office|in)|company (?:no|reg)|vat (?:reg|no)|handelsregister|amtsgericht|hr[ab]\b|siret|rcs\b|(?:sarl |sas )?au capital|inscrita|cvr|kvk)"
)
"""What the law has a firm say of itself behind its name."""
OWNED = re.compile(
    r"\b(?:(?:trading|business|trade) (?:name|style) of|(?:brand|trade ?mark|service|division|product) of|(?:operated|run|provided|owned|issued) by"
    r"|(?:marke|handelsname|geschaftsbereich|service|angebot) (?:der|von)|(?:marque|enseigne|nom commercial|service)(?: commerciale?| deposee)? (?:de|exploitee? par)(?: la societe)?"
    r"|(?:marca|nombre comercial|nome comercial|nome commerciale|marchio)(?: registrad[ao]| registrato| comercial| commerciale)? (?:de|da|di|della)|(?:handelsnaam|merk|onderdeel) van|(?:marka|znak towarowy) (?:firmy|spolki)) "
)
"""Words between a brand and the firm that it belongs to."""
_PAYEE = re.compile(
    r"(?<![^\W_])(?:(?:account|a/?c|beneficiary|payee)(?:'s)? (?:holder|name|owner)|beneficiary|payee|name on (?:the )?account|(?:payable|payment) to|in favou?r of"
    r"|kontoinhaber(?:in)?|zahlungsempfanger(?:in)?|begunstigter?|zahlbar an|titulaire(?: du compte)?|a l'ordre de|beneficiaire|titular (?:de la |da )(?:cuenta|conta)|beneficiario"
    r"|(?:intestatario (?:del )?conto|conto intestato a)|rekeninghouder|ten name van|t\.?n\.?v\.|op naam van|kontohaver|kontoinnehavare|kontoeier|(?:wlasciciel|posiadacz) (?:rachunku|konta)|odbiorca przelewu"
    r"|majitel uctu|szamlatulajdonos|kedvezmenyezett|tilinomistaja|hesap sahibi|titular(?:ul)? de cont|口座名義人?|예금주|for and on behalf of)(?![^\W_])"
)
"""Words before the name of whom an account belongs to, or for whom somebody signs."""
_OWN, _PAID, _BLOCK = 0.15, 0.12, 0.06
_STATED, _HOLDER = 0.8, 0.62
_QUOTES = " \t\"'“”„«»:：-–"


@once
def webs(paper: Paper) -> frozenset[str]:
    """The names in the paper's web and mail addresses."""
    return frozenset(squash(part) for part in WEB.findall(paper.folded))


def called_like(name: str, addresses: frozenset[str]) -> bool:
    """Whether a web address is called like a firm: ``goodlane`` like *Good Lane Ltd*."""
    bare = squash(LEGAL_FORM.sub(" ", name))
    first = squash(name.split(" ", maxsplit=1)[0])
    return any(
        web in (bare, first) or (len(web) >= 6 and bare.startswith(web)) or (len(bare) >= 6 and web.startswith(bare))
        for web in addresses
    )


def speaking_for(paper: Paper, one: Named) -> float:
    """What stands on the paper for a firm as the one that sells, added up."""
    weight = _OWN if called_like(one.text, webs(paper)) else 0.0
    weight += _PAID if squash(one.text) in {squash(each.text) for each in payees(paper)} else 0.0
    cell = next(cell for cell in one.line.cells if cell.start <= one.start < cell.end)
    block = "\n".join((cell.text, *rows_below(paper, paper.index(one.line), cell)[:6]))
    own = YOURS.search(fold(block)) is None
    for what in (BANKED, RING, TAXED):
        weight += _BLOCK if own and what.search(fold(block)) else 0.0
    return weight


@once
def payees(paper: Paper) -> tuple[Named, ...]:
    """Who is named as the holder of an account, the one to be paid, or the one somebody signs for."""
    out = []
    for label in find_labels(paper, _PAYEE):
        for spot in islice(spots(paper, label), 2):
            bare = spot.text.lstrip(_QUOTES)
            name = (firm_at(bare) or bare).strip(_QUOTES)
            if is_name(name) and (has_legal_form(name) or (name[0].isupper() and name.count(" ") in (1, 2))):
                start = spot.start + spot.text.find(name)
                score = _HOLDER if has_legal_form(name) else _HOLDER - 0.25
                out.append(Named(name, score, spot.line, start, start + len(name)))
                break
    return tuple(out)


def owners(paper: Paper) -> Iterator[Named]:
    """The firms that a brand is said to belong to: *Oak Tree is a trading name of Ashdown Ltd*."""
    for line in paper.lines:
        for match in OWNED.finditer(line.folded):
            name = firm_at(line.text[match.end() :])
            if name:
                yield Named(name, _STATED, line, match.end(), match.end() + len(name))
