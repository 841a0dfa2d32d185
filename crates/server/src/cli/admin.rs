//! `yidan admin`: what an operator does from the command line.

use std::process::ExitCode;

use yidan_domain::{access::Viewer, order::event::Via};
use yidan_store::{Actor, Error, people, tokens};

use super::{Outcome, Stop};
use crate::{
    app::{App, Place},
    secrets,
};

#[derive(Debug, clap::Subcommand)]
pub enum Admin {
    /// Make a personal API token and print it; it is not shown again.
    Token {
        /// Log-in name of the person whose token it is.
        #[arg(long)]
        user: String,
        /// What the token is for.
        #[arg(long, default_value = "command line")]
        name: String,
    },
    /// Set a new password and print it; the person's sessions end.
    Password {
        /// Log-in name of the person.
        #[arg(long)]
        user: String,
    },
}

impl Admin {
    pub async fn run(self, place: &Place) -> Outcome {
        let app = App::open(place).await?;
        match self {
            Admin::Token { user, name } => token(&app, user, name).await,
            Admin::Password { user } => password(&app, user).await,
        }
    }
}

async fn token(app: &App, user: String, name: String) -> Outcome {
    let secret = secrets::new_secret();
    let (digest, now) = (secrets::digest(&secret), app.now());
    let made = app.store.write(move |tx| {
        let person = people::by_login(tx, &user)?.filter(|person| person.active).ok_or(Error::NotFound("person"))?;
        tokens::make(tx, person.id, &name, &digest, now)
    });
    made.await.map_err(nobody)?;
    println!("{secret}");
    Ok(ExitCode::SUCCESS)
}

async fn password(app: &App, user: String) -> Outcome {
    let password: String = secrets::new_secret().chars().filter(char::is_ascii_alphanumeric).take(12).collect();
    let (hash, now) = (secrets::hash_password(password.clone()).await?, app.now());
    let set = app.store.write(move |tx| {
        let person = people::by_login(tx, &user)?.ok_or(Error::NotFound("person"))?;
        let actor = Actor { viewer: Viewer::of(&person), via: Via::Program, now };
        people::set_password(tx, &actor, person.id, &hash, None)
    });
    set.await.map_err(nobody)?;
    println!("{password}");
    Ok(ExitCode::SUCCESS)
}

fn nobody(error: Error) -> Stop {
    match error {
        Error::NotFound(_) => Stop("nobody who is active has this log-in name; see Settings, People".into()),
        other => other.into(),
    }
}
