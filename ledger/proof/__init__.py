"""Hash chain, Merkle tree, and the audit that finds what was changed behind our back.

verify.py the whole · schema.py are the laws in force · chain.py headers and leaves · sums.py figures against lines ·
authority.py who allowed each batch · master_data.py accounts that are paid to · trail.py the audit's chains · findings.py how it is told · logs.py books and trail as
trees · tree.py their heads and paths · checkpoint.py the signed note to be kept outside.
"""

from ledger.proof.findings import Anchor, VerifyReport
from ledger.proof.verify import verify

__all__ = ["Anchor", "VerifyReport", "verify"]
