"""Pages of payments: the operator's drawer, receipts and refunds, the in-charge's days."""
