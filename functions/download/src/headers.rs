//! What every answer says to a browser: keep nothing, send nothing on, load nothing, be framed by nobody.

use lambda_http::http::StatusCode;
use lambda_http::http::header::{self, HeaderName, HeaderValue};
use lambda_http::{Body, Response};

/// The headers of every answer.
const ALWAYS: [(HeaderName, &str); 8] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow, noarchive"),
];

/// The nonce of pages that hold nothing but what is written here: nobody can put anything into them, so it need not be a secret.
pub(crate) const FIXED_NONCE: &str = "fixed";

/// What a page without a form may do.
const CLOSED: &str = "default-src 'none'; style-src 'nonce-fixed'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A page: its one style sheet is known by `nonce`, and its form leads back here and, by the redirect, to `origin`, where the files are:
/// browsers hold a form's redirects to the same rule.
pub(crate) fn page(html: String, nonce: &str, origin: &str) -> Response<Body> {
    let form = format!("form-action 'self' {origin}");
    let policy = format!("default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; {form}; frame-ancestors 'none'");
    answer(StatusCode::OK, html, &policy)
}

/// A page that only says something.
pub(crate) fn message(status: StatusCode, html: String) -> Response<Body> {
    answer(status, html, CLOSED)
}

/// On to another address, asked for by `GET`.
pub(crate) fn redirect(to: &str) -> Response<Body> {
    let mut response = answer(StatusCode::SEE_OTHER, String::new(), CLOSED);
    if let Ok(location) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn answer(status: StatusCode, html: String, policy: &str) -> Response<Body> {
    let mut response = Response::new(Body::Text(html));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
