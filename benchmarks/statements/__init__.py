"""Statements of account as PDF, drawn by a seeded generator of layouts after those of banks: `python -m benchmarks.statements`.

layouts.py ten manners of printing, half of them held · drawing.py entries and a layout to pages · figures.py what was read
"""
