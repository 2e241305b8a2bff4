"""Pictures of papers: photographs, scans, PDF pages without text.

image.py opening one within bounds · engine.py the recogniser (RapidOCR, models in its wheel) · upright.py which way up, and
how crooked · words.py lines as words in points · codes.py two-dimensional codes · reading.py a picture as a reading
"""

from ingestion.ocr.reading import picture_words, read_pictures

__all__ = ["picture_words", "read_pictures"]
