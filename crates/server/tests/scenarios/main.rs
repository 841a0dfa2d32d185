//! What the source documents tell, each as a story told through the API on both databases, over the processes that ship.

mod firm;
#[path = "../serving/mod.rs"]
mod serving;

mod s01_foreign_trade;
mod s02_garment_sampling;
mod s06_receivables;
mod s07_outside_processing;
mod s07_summary_of_progress;
mod s10_sales_contract;
mod s11_merchandising;
mod s12_material_tracking;
mod s13_reviewed_manufacturing;
mod s15_sales_desk;
mod s16_textile_factory;
