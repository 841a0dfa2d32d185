//! What tests of several crates need: both databases, and a small company to play with. Never part of the program.

mod cluster;
mod company;
mod python;

pub use cluster::postgres_address;
pub use company::{Company, REVIEWED, WORKSHOP, acting, customer, heard, on_both, product, refused};
pub use python::{python_with, run_python};
