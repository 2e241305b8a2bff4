"""People's walks through the web app in a real browser, in both languages: what they click, and what they then see.

house.py serves a copy of one demo company · screen.py a person at a screen · test_walk_*.py the walks ·
test_access.py axe-core, narrow screens, zoom · test_keys.py the keyboard.
"""
