"""The web app: pages that work without JavaScript and are better with it.

app.py puts it together · guard.py sessions, CSRF, headers · render.py templates, words, money ·
pages/ one file a place · templates/ static/ what browsers get · assets/ what npm fetches into built/.
"""
