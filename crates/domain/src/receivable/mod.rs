//! What customers owe: invoices with their instalments, receipts, and the entries between them.
