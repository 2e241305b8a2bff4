"""What the house decided: policy texts, access rules, approvals, risk."""
