//! Materials, stock and purchases (S12) on both databases.

mod following;
mod ledgers;
mod shop;
