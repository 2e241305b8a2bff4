"""Hash chain, Merkle tree, and the audit that finds what was changed behind our back."""
