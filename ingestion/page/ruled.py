"""Who sells and who buys by rule: under their headings, or, where there are none, by the shape of a letter; ``parties`` holds it
against the odds of all names."""

from __future__ import annotations

from ingestion.page.addressee import address_window, honoured, in_sentence
from ingestion.page.blocks import Who, headings
from ingestion.page.firms import Named
from ingestion.page.letterhead import FORMED, letterhead
from ingestion.page.mentions import headed, name_in
from ingestion.page.paper import Paper
from ingestion.page.sides import by_contact, by_form

_GREETED = 0.8


def by_rule(paper: Paper) -> tuple[Named | None, Named | None]:
    """Seller and buyer, as far as the rules name them; each has the score of the rule that did."""
    buyer, seller = under(paper, Who.BUYER), under(paper, Who.SELLER)
    buyer = buyer or honoured(paper)
    if buyer is None and seller is None:
        seller, buyer = by_form(paper)
    if buyer is None and seller is None:
        seller, buyer = by_contact(paper)
    if buyer is None:
        buyer = address_window(paper, seller)
    if seller is None:
        seller, buyer = _by_shape(paper, buyer)
    return seller, buyer or in_sentence(paper, seller)


def under(paper: Paper, who: Who) -> Named | None:
    """The name under the first heading of a party that has one."""
    found = (name_in(headed(paper, one)) for one in headings(paper) if one.who is who)
    return next((name for name in found if name is not None), None)


def _by_shape(paper: Paper, buyer: Named | None) -> tuple[Named | None, Named | None]:
    """Seller and buyer of a paper that has no heading for the seller."""
    seller = letterhead(paper, buyer)
    sure = seller is not None and seller.score >= FORMED
    if buyer is not None and not sure and buyer.score < _GREETED and buyer.line is paper.lines[0]:
        return buyer, None  # the first words of a page are its sender's, where nobody else could be
    if buyer is None and seller is not None and seller.line.top > 0.85 * seller.line.page.height:
        return seller, address_window(paper, seller, highest=0.0)
    return seller, buyer
