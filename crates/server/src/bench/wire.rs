//! The least HTTP client: one kept connection, one request at a time, so that the load costs little beside what it
//! measures.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use super::stopped;
use crate::cli::Stop;

pub struct Wire {
    stream: BufReader<TcpStream>,
}

impl Wire {
    pub async fn connect(address: SocketAddr) -> Result<Self, Stop> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// `extra` is a header line, such as the cookie.
    pub async fn get(&mut self, path: &str, extra: &str) -> Result<(u16, String), Stop> {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: bench\r\n{extra}\r\n")).await
    }

    /// A page that has to be there.
    pub async fn page(&mut self, path: &str, cookie: &str) -> Result<String, Stop> {
        let (status, body) = self.get(path, cookie).await?;
        if status != 200 {
            return Err(Stop(format!("{path}: {status} {}", body.chars().take(300).collect::<String>())));
        }
        Ok(body)
    }

    pub async fn post(&mut self, path: &str, token: &str, json: &str) -> Result<(u16, String), Stop> {
        let length = json.len();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{json}"
        ))
        .await
    }

    /// Sends a form; answers with the cookie that comes back.
    pub async fn sign_in(&mut self, form: &str) -> Result<String, Stop> {
        let length = form.len();
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {length}\r\n\r\n{form}"
        );
        self.stream.write_all(request.as_bytes()).await?;
        let (_, cookie, _) = self.answer().await?;
        cookie.ok_or_else(|| Stop("signing in gave no session".into()))
    }

    async fn send(&mut self, request: &str) -> Result<(u16, String), Stop> {
        self.stream.write_all(request.as_bytes()).await?;
        let (status, _, body) = self.answer().await?;
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }

    async fn answer(&mut self) -> Result<(u16, Option<String>, Vec<u8>), Stop> {
        let line = self.line().await?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let (mut length, mut chunked, mut cookie) = (0, false, None);
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().map_err(stopped)?,
                "transfer-encoding" => chunked = value.contains("chunked"),
                "set-cookie" => cookie = value.split(';').next().map(str::to_owned),
                _ => {}
            }
        }
        let mut body = Vec::new();
        if chunked {
            loop {
                let size = usize::from_str_radix(self.line().await?.trim(), 16).map_err(stopped)?;
                self.body(&mut body, size).await?;
                self.line().await?;
                if size == 0 {
                    break;
                }
            }
        } else {
            self.body(&mut body, length).await?;
        }
        Ok((status, cookie, body))
    }

    async fn line(&mut self) -> Result<String, Stop> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err(Stop("the connection was closed".into()));
        }
        Ok(line.trim_end().to_owned())
    }

    async fn body(&mut self, body: &mut Vec<u8>, length: usize) -> Result<(), Stop> {
        let from = body.len();
        body.resize(from + length, 0);
        self.stream.read_exact(&mut body[from..]).await?;
        Ok(())
    }
}
