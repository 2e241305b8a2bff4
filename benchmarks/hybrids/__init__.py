"""E-invoice XML and hybrid PDFs against a parse of their own: `python -m benchmarks.hybrids`, with ZHANGFANG_DATA set.

oracle.py header fields and lines by XPath, sharing no code with ingestion/xml · conflicts.py one field altered in the XML of
our own hybrids · figures.py what is held against what
"""
