"""Schema by numbered steps: versions/NNNN_<area>.py run in the order of their numbers.

runner.py applies them · helpers.py makes a table, its row-level security and its grants ·
sql/ holds what is sealed: tables once for both engines, triggers per engine.
"""
