"""The demo company 蓝海制造 Lanhai Manufacturing: invented, deterministic, made through the same door as everything.

cast.py people, vendors, customers · months.py what happened in a month · books.py posts it through the
gateway · documents/ sample files · policies/ the house rules · walk.py the main job, step by step.
"""
