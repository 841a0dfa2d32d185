//! What goods are made of (S12).
