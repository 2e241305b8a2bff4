"""What a PDF file holds, without understanding it.

content.py what a page draws, whole operations at a time · letters.py the letters of a page · words.py words with boxes ·
lines.py lines and cells out of words · spaced.py words set as headings are · opening.py open within limits · attachments.py embedded files · pictures.py page
images · hidden.py text that no person can see
"""
