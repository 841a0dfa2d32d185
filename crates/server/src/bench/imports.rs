//! Import from CSV against the floor of writing the same rows.

use std::path::Path;

use crate::cli::Stop;

pub struct Measured {
    pub per_second: f64,
    pub floor_per_second: f64,
}

pub async fn measure(_folder: &Path, _floor: &Path) -> Result<Measured, Stop> {
    Err(Stop("waits for the import service".into()))
}
