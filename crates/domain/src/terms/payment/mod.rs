//! Terms of payment: read as people write them, written back, and made into a plan of instalments.
