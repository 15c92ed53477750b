//! `kooste link`: the links through which organizers and partners download.

use ::download::{Link, LinkId, Scope, Token};
use inventory::Event;
use jiff::{SignedDuration, Timestamp};
use record::Id;
use serde_json::{Value, json};
use url::Url;

use crate::arguments::{LinkAction, RootArguments};
use crate::failure::Failure;
use crate::output::Answer;
use crate::roots::Roots;

pub(crate) async fn run(arguments: RootArguments, action: LinkAction) -> Result<Answer, Failure> {
    let roots = Roots::new(arguments)?;
    match action {
        LinkAction::Make { event, contacts, partner, days, base_url } => {
            let scope = match partner {
                Some(partner) => Scope::Partner(partner),
                None if contacts => Scope::Contacts,
                None => Scope::Bundle,
            };
            make(&roots, &event, scope, days, &base_url).await
        }
        LinkAction::List => list(&roots).await,
        LinkAction::Revoke { link } => revoke(&roots, &link).await,
    }
}

async fn make(roots: &Roots, event: &Id, scope: Scope, days: u16, base: &Url) -> Result<Answer, Failure> {
    // Neither the lake nor the secret is asked for: a link needs no person.
    let Event { definition, .. } = Event::read(&Roots::open(&roots.raw).await?, event).await?;
    if let Scope::Partner(partner) = &scope
        && !definition.stands.iter().any(|stand| stand.partner.as_ref() == Some(partner))
    {
        return Err(Failure::Usage(format!("no stand of {event} is of the partner \"{partner}\"")));
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| Failure::Failed(format!("the system gives no randomness: {error}")))?;
    let token = Token::new(random);
    let address = address(base, &token)?;
    let link = Link::new(&definition, scope, now(), SignedDuration::from_hours(24 * i64::from(days)));
    let id = ::download::make(&Roots::open(&roots.reports).await?, &token, &link).await?;
    let text =
        format!("{address}\nopens the {} of {event} until {}; revoke it with: kooste link revoke {}", link.scope, link.expires, short(&id));
    let mut json = as_json(&id, &link);
    json["url"] = json!(address.as_str());
    Ok(Answer::done(text, json))
}

async fn list(roots: &Roots) -> Result<Answer, Failure> {
    let links = ::download::list(&Roots::open(&roots.reports).await?).await?;
    let now = now();
    let line = |(id, link): &(LinkId, Link)| {
        format!("{}  {:<8} {}  until {}  {}", short(id), link.state(now), link.event, link.expires, link.scope)
    };
    let text = links.iter().map(line).collect::<Vec<_>>().join("\n");
    let text = if links.is_empty() { "there are no links".to_owned() } else { text };
    Ok(Answer::done(text, json!({ "links": links.iter().map(|(id, link)| as_json(id, link)).collect::<Vec<_>>() })))
}

async fn revoke(roots: &Roots, beginning: &str) -> Result<Answer, Failure> {
    let (id, link) = ::download::revoke(&Roots::open(&roots.reports).await?, beginning, now()).await?;
    Ok(Answer::done(format!("{} of {} is revoked: it opens nothing any more", short(&id), link.event), as_json(&id, &link)))
}

/// The address of a link: the function's with the token as its path.
fn address(base: &Url, token: &Token) -> Result<Url, Failure> {
    let usable = matches!(base.scheme(), "https" | "http") && base.path() == "/" && base.query().is_none() && base.fragment().is_none();
    let address = base.join(token.as_str()).ok().filter(|_| usable);
    address.ok_or_else(|| Failure::Usage("--base-url is the address of the download function: https://host/".to_owned()))
}

fn as_json(id: &LinkId, link: &Link) -> Value {
    json!({
        "link": id.as_str(),
        "event": link.event.as_str(),
        "scope": link.scope,
        "created": link.created,
        "expires": link.expires,
        "state": link.state(now()),
    })
}

/// Enough of an id to tell links apart.
fn short(id: &LinkId) -> &str {
    id.as_str().get(..12).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "this is the edge: a link is made and expires by the clock")]
fn now() -> Timestamp {
    Timestamp::now()
}
