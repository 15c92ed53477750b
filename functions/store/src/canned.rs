//! For tests: a server on this machine that gives prepared answers.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

/// One prepared answer: how the request's first line begins, and the whole answer.
pub(crate) type Answer = (&'static str, &'static str);

/// Starts a server that lives as long as the test; gives its address. A request nobody prepared gets 501, one without the header
/// `authorization` gets 401.
pub(crate) fn serve(answers: &'static [Answer]) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines: Vec<String> = BufReader::new(&stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
            let signed = lines.iter().any(|line| line.to_ascii_lowercase().starts_with("authorization:"));
            let prepared = answers.iter().find(|(request, _)| lines.first().is_some_and(|line| line.starts_with(request)));
            let answer = match prepared {
                _ if !signed => "401 Unauthorized\r\n\r\n",
                Some((_, answer)) => answer,
                None => "501 Not Implemented\r\n\r\n",
            };
            stream.write_all(format!("HTTP/1.1 {}", answer.replacen("\r\n", "\r\nconnection: close\r\n", 1)).as_bytes()).unwrap();
        }
    });
    address
}
