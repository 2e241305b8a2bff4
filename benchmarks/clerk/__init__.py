"""A clerk's day: sixty mixed documents dropped on the page at once and worked through in a real browser.

pile.py the documents with what they say · photo.py a page as a telephone takes it · place.py the app and the browser ·
eyes.py what a person reads on the page · clerk.py what a person does there, counted · figures.py the day in numbers
"""
