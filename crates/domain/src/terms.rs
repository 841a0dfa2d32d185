//! Terms of trade and payment, as far as an order is followed by them.
