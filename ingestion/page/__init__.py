"""Reading a printed page by geometry and labels, whoever printed it.

paper.py the pages as lines, with what the whole document tells (decimal mark, order of dates) · near.py from a label to
the values beside and below it · labels.py the labels, in seven languages · number.py days.py totals.py solve.py
parties.py blocks.py tax.py money.py extras.py one subject each · items.py the lines: under a head
(heads.py) or, whatever stands over them, by what adds up (runs.py) and multiplies (pairs.py, figures.py), written out by
proved.py · european.py puts them together · locate.py finds a known
value on the page
"""
