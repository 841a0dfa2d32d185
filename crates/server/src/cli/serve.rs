//! `yidan serve`

use std::{net::SocketAddr, process::ExitCode};

use super::{Outcome, Stop};
use crate::{
    app::{App, Place},
    jobs, web,
};

#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Address and port to answer on.
    #[arg(long, env = "YIDAN_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

impl Serve {
    pub async fn run(self, place: &Place) -> Outcome {
        let app = App::open(place).await?;
        println!("yidan {}", env!("CARGO_PKG_VERSION"));
        serve(app, self.listen).await
    }
}

/// Answers until the process is told to stop; requests under way are finished.
pub async fn serve(app: App, listen: SocketAddr) -> Outcome {
    let listener = tokio::net::TcpListener::bind(listen).await.map_err(|error| {
        Stop(format!("cannot listen on {listen}: {error}. Is another yidan running? Choose --listen ADDR:PORT."))
    })?;
    println!("http://{}", listener.local_addr()?);
    jobs::start(&app);
    let service = web::router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped()).await?;
    Ok(ExitCode::SUCCESS)
}

async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => drop(terminate.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
    web::live::end_all();
}
