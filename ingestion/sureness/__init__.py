"""How sure a reading is: what else agrees with a field, and how often such a field is right.

witnesses.py what the rest of the paper says for a field · table.py the fitted table and its use · table.tsv the table,
made by `python -m benchmarks.calibration`

``weigh`` is called once, after the checks. A field's confidence is then the share of fields like it (same reader, same
field, same score of its reader, as many witnesses) that were right on papers whose truth was known.
"""

from ingestion.sureness.table import Table, fitted, using, weigh

__all__ = ["Table", "fitted", "using", "weigh"]
