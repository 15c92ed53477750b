//! For tests: a server on this machine that gives prepared answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

/// One prepared answer: how the request's first line begins, and the whole answer.
pub(crate) type Answer = (&'static str, &'static str);

/// Starts a server that lives as long as the test; gives its address. A request nobody prepared gets 501, one without the header
/// `authorization` gets 401.
pub(crate) fn serve(answers: &'static [Answer]) -> String {
    serve_noting(answers).0
}

/// As [`serve`]; gives the lines of each request's head, in lower case, too.
pub(crate) fn serve_noting(answers: &'static [Answer]) -> (String, Receiver<Vec<String>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (note, noted) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = read(&stream);
            let signed = lines.iter().any(|line| line.to_ascii_lowercase().starts_with("authorization:"));
            let prepared = answers.iter().find(|(request, _)| lines.first().is_some_and(|line| line.starts_with(request)));
            let answer = match prepared {
                _ if !signed => "401 Unauthorized\r\n\r\n",
                Some((_, answer)) => answer,
                None => "501 Not Implemented\r\n\r\n",
            };
            // Whoever does not want to know is gone.
            let _ = note.send(lines.iter().map(|line| line.to_ascii_lowercase()).collect());
            stream.write_all(format!("HTTP/1.1 {}", answer.replacen("\r\n", "\r\nconnection: close\r\n", 1)).as_bytes()).unwrap();
        }
    });
    (address, noted)
}

/// Reads a request to its end; gives the lines of its head.
fn read(stream: &TcpStream) -> Vec<String> {
    let mut reader = BufReader::new(stream);
    let lines: Vec<String> = reader.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let length = lines.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).unwrap();
    lines
}
