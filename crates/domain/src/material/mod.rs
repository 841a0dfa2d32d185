//! What goods are made of (S12): bills of material, requirements, stock, purchases.
