"""Posted vouchers in the form another bookkeeping program takes in, described by a file of data.

mapping.py a description as it was read and checked · fields.py what a column may hold · rows.py vouchers turned into
rows, a page at a time · pairs.py lines as amounts from one account to another. Descriptions: data/exports/*.toml, one
a program; a new program is one file more.
"""

from ledger.exchange.mapped.mapping import Column, Mapping, mapping, mappings
from ledger.exchange.mapped.rows import MappedPage, mapped_page

__all__ = ["Column", "MappedPage", "Mapping", "mapped_page", "mapping", "mappings"]
