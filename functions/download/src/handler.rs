//! A request to its answer.

use std::time::Duration;

use jiff::Timestamp;
use lambda_http::http::{Method, StatusCode};
use lambda_http::{Body, Request, RequestPayloadExt, Response};
use record::layout::hexadecimal;
use serde::Deserialize;
use store::{Store, StoreError, with_causes};
use tracing::{error, info};

use crate::offer::Offered;
use crate::{DownloadError, Link, LinkId, Token, audit, headers, links, offer, page};

/// How long the address of a file holds. A browser follows it at once; S3 asks only when a download begins, not how long it takes.
const FILE_LIFETIME: Duration = Duration::from_mins(2);

/// What the page needs beside a request.
#[derive(Debug)]
pub struct Context {
    reports: Store,
    /// Where files are downloaded from, as a page's form may lead there: `https://host`.
    origin: String,
}

impl Context {
    /// Takes the reports root, and finds out at which address browsers will find its files.
    ///
    /// # Errors
    /// Where the store makes no links to download.
    pub async fn new(reports: Store) -> Result<Self, StoreError> {
        let example = reports.presign("example", FILE_LIFETIME, "example").await?;
        Ok(Self { reports, origin: example.origin().ascii_serialization() })
    }
}

/// What the edge brings to each request: the clock and fresh randomness.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    /// Random bytes, for what must be unique or unguessable in this answer.
    pub random: [u8; 32],
}

/// What the page's form sends.
#[derive(Deserialize)]
struct Form {
    file: String,
}

/// Answers a request. Whatever goes wrong inside is said in the log and not to the browser.
pub async fn respond(request: &Request, context: &Context, moment: &Moment) -> Response<Body> {
    match answer(request, context, moment).await {
        Ok(response) => response,
        Err(error) => {
            error!(cause = with_causes(&error), "the page could not be made");
            headers::message(StatusCode::SERVICE_UNAVAILABLE, page::unavailable())
        }
    }
}

async fn answer(request: &Request, context: &Context, moment: &Moment) -> Result<Response<Body>, DownloadError> {
    let Some(token) = request.uri().path().strip_prefix('/').and_then(Token::parse) else { return Ok(not_found()) };
    let id = token.id();
    let found = links::find(&context.reports, &id).await?;
    let Some(link) = found.filter(|link| link.is_open(moment.now)) else { return Ok(not_found()) };
    match *request.method() {
        Method::GET | Method::HEAD => show(request, &link, context, moment).await,
        Method::POST => download(request, &token, &id, &link, context, moment).await,
        _ => Ok(not_found()),
    }
}

/// Shows what there is, and changes nothing.
async fn show(request: &Request, link: &Link, context: &Context, moment: &Moment) -> Result<Response<Body>, DownloadError> {
    let offer = offer::find(&context.reports, link).await?;
    let asked = request.uri().query().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")));
    let nonce = hexadecimal(&moment.random[16..]);
    let html = page::render(link, &offer, link.language(asked), &nonce);
    Ok(headers::page(html, &nonce, &context.origin))
}

/// Records a download, and sends the browser to the file. What is not on offer (any more) leads back to the page.
async fn download(
    request: &Request,
    token: &Token,
    id: &LinkId,
    link: &Link,
    context: &Context,
    moment: &Moment,
) -> Result<Response<Body>, DownloadError> {
    let wanted = request.payload::<Form>().ok().flatten().map(|form| form.file);
    let offer = offer::find(&context.reports, link).await?;
    let Some(file) = offer.files.iter().find(|file| Some(&file.name) == wanted.as_ref()) else {
        return Ok(headers::redirect(&format!("/{}", token.as_str())));
    };
    let address = context.reports.presign(&file.key, FILE_LIFETIME, &file_name(link, file)).await?;
    audit::record(&context.reports, id, &file.key, moment).await?;
    info!(link = id.as_str(), event = link.event.as_str(), object = file.key, bytes = file.bytes, "a file was handed out");
    Ok(headers::redirect(address.as_str()))
}

/// What the file is called where it is saved: with the event's name, because it leaves the folder that says so.
fn file_name(link: &Link, file: &Offered) -> String {
    format!("{}-{}", link.event, file.name.replace('/', "-"))
}

/// The one answer to a link that is wrong, expired or revoked, and to everything that is no link at all.
fn not_found() -> Response<Body> {
    headers::message(StatusCode::NOT_FOUND, page::not_found())
}

#[cfg(test)]
pub(crate) mod tests {
    use bytes::Bytes;
    use jiff::SignedDuration;
    use lambda_http::http;
    use record::event::Language;
    use store::Settings;
    use tempfile::TempDir;

    use super::*;
    use crate::Scope;

    /// An empty reports root in a folder.
    pub(crate) async fn folder() -> (TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("file://{}", folder.path().display()), &Settings::default()).await.unwrap();
        (folder, store)
    }

    /// A link of the event `spring` of `acme`, from 14 May 2026 for 30 days.
    pub(crate) fn link(scope: Scope) -> Link {
        let created: Timestamp = "2026-05-14T08:00:00Z".parse().unwrap();
        Link {
            scope,
            organizer: "acme".parse().unwrap(),
            event: "spring".parse().unwrap(),
            title: [(Language::Fi, "Kevät <2026>".to_owned()), (Language::En, "Spring <2026>".to_owned())].into(),
            languages: vec![Language::Fi, Language::En],
            timezone: "Europe/Helsinki".to_owned(),
            created,
            expires: created + SignedDuration::from_hours(30 * 24),
            revoked: None,
        }
    }

    /// A folder with a release and a link to it.
    async fn published() -> (TempDir, Context, Token) {
        let (folder, reports) = folder().await;
        let manifest = r#"{"form": 2, "files": [
            {"path": "report.html", "bytes": 4}, {"path": "report.en.html", "bytes": 4}, {"path": "report.fi.html", "bytes": 4},
            {"path": "report.fi.pdf", "bytes": 1500000}, {"path": "tables/rooms.csv", "bytes": 3}, {"path": "tables/rooms.parquet", "bytes": 9},
            {"path": "partners/robotics.html", "bytes": 8}, {"path": "partners/robotics.csv", "bytes": 8}, {"path": "partners/other.csv", "bytes": 8}]}"#;
        for (key, content) in [
            ("acme/spring/latest.json", r#"{"release": "r1", "manifest": "r1/manifest.json"}"#),
            ("acme/spring/r1/manifest.json", manifest),
            ("acme/spring/r1/bundle.zip", "zipzip"),
        ] {
            reports.write(key, Bytes::from(content)).await.unwrap();
        }
        let token = Token::new([5; 32]);
        links::make(&reports, &token, &link(Scope::Bundle)).await.unwrap();
        (folder, Context { reports, origin: "https://files.example".to_owned() }, token)
    }

    fn moment(now: &str) -> Moment {
        Moment { now: now.parse().unwrap(), random: [0xab; 32] }
    }

    fn request(method: Method, path: &str, body: &str) -> Request {
        let request = http::Request::builder().method(method).uri(format!("https://page.example{path}"));
        request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(body)).unwrap()
    }

    fn body(response: &Response<Body>) -> &str {
        match response.body() {
            Body::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn asking_shows_what_there_is_in_the_events_language_and_changes_nothing() {
        let (_kept, context, token) = published().await;
        let before = context.reports.list("").await.unwrap();
        let now = moment("2026-05-15T08:00:00Z");
        let response = respond(&request(Method::GET, &format!("/{}", token.as_str()), ""), &context, &now).await;
        assert_eq!(response.status(), StatusCode::OK);
        let html = body(&response);
        assert!(html.contains("<html lang=\"fi\"") && html.contains("Kevät &lt;2026&gt;") && html.contains("1,5\u{a0}Mt"), "{html}");
        for offered in ["report.fi.html", "report.en.html", "report.fi.pdf", "bundle.zip", "tables/rooms.csv"] {
            assert!(html.contains(&format!("value=\"{offered}\"")), "{offered}");
        }
        assert!(!html.contains("rooms.parquet") && !html.contains("value=\"report.html\"") && !html.contains(token.as_str()));
        let english = respond(&request(Method::GET, &format!("/{}?lang=en", token.as_str()), ""), &context, &now).await;
        assert!(body(&english).contains("<html lang=\"en\"") && body(&english).contains("1.5\u{a0}MB"));
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("'nonce-abab") && policy.contains("form-action 'self' https://files.example"), "{policy}");
        assert_eq!(context.reports.list("").await.unwrap(), before);
    }

    #[tokio::test]
    async fn wrong_expired_and_revoked_are_one_answer() {
        let (_kept, context, token) = published().await;
        let (path, soon) = (format!("/{}", token.as_str()), moment("2026-05-15T08:00:00Z"));
        let wrong = respond(&request(Method::GET, &format!("/{}", Token::new([6; 32]).as_str()), ""), &context, &soon).await;
        let mut answers = vec![
            respond(&request(Method::GET, "/", ""), &context, &soon).await,
            respond(&request(Method::GET, "/favicon.ico", ""), &context, &soon).await,
            respond(&request(Method::GET, &path, ""), &context, &moment("2026-06-13T08:00:00Z")).await,
            respond(&request(Method::POST, &path, "file=bundle.zip"), &context, &moment("2026-06-13T08:00:00Z")).await,
            respond(&request(Method::DELETE, &path, ""), &context, &soon).await,
        ];
        links::revoke(&context.reports, token.id().as_str(), soon.now).await.unwrap();
        answers.push(respond(&request(Method::GET, &path, ""), &context, &soon).await);
        answers.push(respond(&request(Method::POST, &path, "file=bundle.zip"), &context, &soon).await);
        for answer in answers {
            assert_eq!((answer.status(), answer.headers(), body(&answer)), (wrong.status(), wrong.headers(), body(&wrong)));
            assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        }
        assert!(context.reports.list(layout_downloads()).await.unwrap().is_empty());
    }

    fn layout_downloads() -> &'static str {
        record::layout::DOWNLOADS
    }

    #[tokio::test]
    async fn what_is_not_on_offer_leads_back_to_the_page() {
        let (_kept, context, token) = published().await;
        let path = format!("/{}", token.as_str());
        for form in ["file=tables/rooms.parquet", "file=../../other/latest.json", "file=", "", "other=bundle.zip"] {
            let response = respond(&request(Method::POST, &path, form), &context, &moment("2026-05-15T08:00:00Z")).await;
            assert_eq!(response.status(), StatusCode::SEE_OTHER, "{form}");
            assert_eq!(response.headers()["location"], path.as_str(), "{form}");
        }
        assert!(context.reports.list(layout_downloads()).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_link_opens_its_scope_and_nothing_else() {
        let (_kept, context, _) = published().await;
        let lists = r#"{"form": 1, "files": [{"path": "marketing.csv", "bytes": 4}, {"path": "withdrawn.csv", "bytes": 4},
            {"path": "partners/robotics.csv", "bytes": 4}, {"path": "withdrawn/robotics.csv", "bytes": 4}, {"path": "partners/other.csv", "bytes": 4}]}"#;
        for (key, content) in [("latest.json", r#"{"list": "l1", "manifest": "l1/contacts.json"}"#), ("l1/contacts.json", lists)] {
            context.reports.write(&format!("acme/spring/contacts/{key}"), Bytes::from(content)).await.unwrap();
        }
        let names = async |scope| -> Vec<String> {
            let offer = offer::find(&context.reports, &link(scope)).await.unwrap();
            offer.files.into_iter().map(|file| file.name).collect()
        };
        assert_eq!(names(Scope::Contacts).await, ["contacts/marketing.csv", "contacts/withdrawn.csv"]);
        let robotics = names(Scope::Partner("robotics".parse().unwrap())).await;
        assert_eq!(
            robotics,
            ["partners/robotics.html", "partners/robotics.csv", "contacts/partners/robotics.csv", "contacts/withdrawn/robotics.csv"]
        );
        assert!(names(Scope::Partner("nobody".parse().unwrap())).await.is_empty());
        assert!(names(Scope::Bundle).await.iter().all(|name| !name.contains("contacts")));
    }

    #[tokio::test]
    async fn a_failure_says_nothing_of_itself() {
        let (_kept, context, token) = published().await;
        context.reports.write("acme/spring/latest.json", Bytes::from_static(b"secret words")).await.unwrap();
        let path = format!("/{}", token.as_str());
        let response = respond(&request(Method::GET, &path, ""), &context, &moment("2026-05-15T08:00:00Z")).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(!body(&response).contains("latest.json") && !body(&response).contains("secret"));
    }
}
