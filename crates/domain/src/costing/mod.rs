//! What an order costs and earns: the cost sheet, its figures, and what was estimated against what it came to.
