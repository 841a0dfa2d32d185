//! Credit: limits, guarantees and agreements, and the one decision whether an order is released (S15).
