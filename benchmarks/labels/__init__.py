"""Which of the labels that bills print are known: `python -m benchmarks.labels`.

labels.tsv what bills of twenty-one languages call their parts, and what stands beside those · papers.py a small paper that prints a
label · known.py whether the reader takes what stands behind it for what it is
"""
