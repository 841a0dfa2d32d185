//! The ledger of credit: limits, quotas and what orders have in use of them, held while a release is decided (S15).
