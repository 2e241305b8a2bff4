"""结账: the list of a month end that checks itself. Adding a step is one file in items/ with one ``ITEM``.

item.py what a step is, and the list of all · items/ the steps, one a file · checklist.py where each stands now.
"""
