//! `yidan demo`

use std::net::SocketAddr;

use super::{Outcome, serve::serve};
use crate::{
    app::{App, Place},
    demo::{self, LOGIN, PASSWORD, Wanted},
};

#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Address and port to answer on.
    #[arg(long, env = "YIDAN_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// How many orders the company has.
    #[arg(long, default_value_t = 72)]
    pub orders: usize,
    /// The same seed on the same day makes the same company.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Make the company and stop, without serving it.
    #[arg(long)]
    pub make_only: bool,
}

impl Demo {
    pub async fn run(self, place: &Place) -> Outcome {
        let app = App::open(place).await?;
        demo::make(&app, &Wanted { orders: self.orders, seed: self.seed }).await?;
        println!("演示公司已就绪。登录名 {LOGIN}，密码 {PASSWORD}");
        println!("The demo company is ready. Log-in {LOGIN}, password {PASSWORD}");
        if self.make_only {
            return Ok(std::process::ExitCode::SUCCESS);
        }
        serve(app, self.listen).await
    }
}
