"""Reading a printed page by geometry and labels, whoever printed it.

paper.py the pages as lines, with what the whole document tells (decimal mark, order of dates) · near.py from a label to
the values beside and below it · labels.py the labels, with lexicon.py for the languages of Europe and the Americas and
eastern.py for those farther off · number.py days.py (issue) due.py dated.py (a day with its place) totals.py roles.py (what a
sum is called, sums.py for more languages) solve.py tax.py money.py currency.py extras.py one subject each · parties.py who sells and who buys: what the rules say (ruled.py: under headings, blocks.py, by letterhead.py, addressee.py,
sides.py, by what speaks for a firm, evidence.py) held against all names (mentions.py) and their signs (signs.py), and what may be
a name at all (firms.py) · items.py the lines: under a head (heads.py) or,
whatever stands over them, by what adds up (runs.py) and multiplies (pairs.py, figures.py), written out by proved.py ·
european.py puts them together · locate.py finds a known value on the page
"""
