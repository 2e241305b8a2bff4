"""How a paper is booked from what confirmed vouchers taught: the demo's second year after its first, and a harder company.

paper.py one paper with what was booked · demo.py the demo's two years · hard.py several accounts a vendor, new vendors,
mixed invoices, colleagues who err · walk.py learns in order of date and compares · figures.py shares with intervals ·
fit.py the coefficients of confidence · speed.py a proposal with and without learning.
"""
