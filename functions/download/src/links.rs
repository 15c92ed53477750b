//! Links as objects in the reports root, `_links/<id>.json`: making, finding, listing, revoking.
//!
//! One object says everything about a link, so that looking one up is one request whatever comes of it.

use bytes::Bytes;
use jiff::Timestamp;
use record::layout;
use serde::de::DeserializeOwned;
use store::{Created, Store, StoreError};

use crate::{DownloadError, Link, LinkId, Token};

/// Makes a link. Nothing that is stored opens it: the token is in nobody's hands but the caller's.
///
/// # Errors
/// [`DownloadError::Repeated`] where the token is not new; where the store fails.
pub async fn make(reports: &Store, token: &Token, link: &Link) -> Result<LinkId, DownloadError> {
    let id = token.id();
    let key = layout::link(id.as_str());
    match reports.create(&key, as_json(&key, link)?).await? {
        Created::New => Ok(id),
        Created::Existed => Err(DownloadError::Repeated),
    }
}

/// Finds a link, whatever its state.
///
/// # Errors
/// Where the store fails, or the link is not readable.
pub async fn find(reports: &Store, id: &LinkId) -> Result<Option<Link>, DownloadError> {
    read(reports, &layout::link(id.as_str())).await
}

/// All links, the newest first.
///
/// # Errors
/// Where the store fails, or a link is not readable.
pub async fn list(reports: &Store) -> Result<Vec<(LinkId, Link)>, DownloadError> {
    let mut links = Vec::new();
    for id in ids(reports).await? {
        if let Some(link) = find(reports, &id).await? {
            links.push((id, link));
        }
    }
    links.sort_by(|(id, link), (other_id, other)| other.created.cmp(&link.created).then_with(|| id.cmp(other_id)));
    Ok(links)
}

/// Revokes the link whose id begins so, for good. Revoking twice is no error; the first time stays.
///
/// # Errors
/// [`DownloadError::Unknown`], [`DownloadError::Ambiguous`]; where the store fails.
pub async fn revoke(reports: &Store, beginning: &str, now: Timestamp) -> Result<(LinkId, Link), DownloadError> {
    let mut matching = ids(reports).await?;
    matching.retain(|id| id.as_str().starts_with(beginning));
    let unknown = || DownloadError::Unknown { beginning: beginning.to_owned() };
    let id = match matching.as_slice() {
        [] => return Err(unknown()),
        [id] => id.clone(),
        several => return Err(DownloadError::Ambiguous { beginning: beginning.to_owned(), count: several.len() }),
    };
    let mut link = find(reports, &id).await?.ok_or_else(unknown)?;
    if link.revoked.is_none() {
        link.revoked = Some(now);
        let key = layout::link(id.as_str());
        // Nothing else ever changes a link, and two that revoke it at once want the same.
        reports.write(&key, as_json(&key, &link)?).await?;
    }
    Ok((id, link))
}

/// The ids of all links.
async fn ids(reports: &Store) -> Result<Vec<LinkId>, StoreError> {
    let id = |key: &str| LinkId::parse(key.strip_prefix(layout::LINKS)?.strip_suffix(".json")?);
    Ok(reports.list(layout::LINKS).await?.iter().filter_map(|entry| id(&entry.key)).collect())
}

/// An object of the reports root as what it holds; `None` where it is not there.
pub(crate) async fn read<T: DeserializeOwned>(reports: &Store, key: &str) -> Result<Option<T>, DownloadError> {
    let Some(bytes) = if_there(reports.read(key).await)? else { return Ok(None) };
    serde_json::from_slice(&bytes).map(Some).map_err(|source| DownloadError::Form { key: key.to_owned(), source })
}

/// What an object gave, `None` where it is not there. S3 says that to nobody who may not list the bucket, and the download function may
/// not: it is refused an object that is missing as one that it has no right to.
pub(crate) fn if_there<T>(found: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(StoreError::NotFound { .. } | StoreError::Denied { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn as_json(key: &str, link: &Link) -> Result<Bytes, DownloadError> {
    let bytes = serde_json::to_vec_pretty(link).map_err(|source| DownloadError::Form { key: key.to_owned(), source })?;
    Ok(Bytes::from(bytes))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::Scope;
    use crate::handler::tests::{folder, link};

    #[tokio::test]
    async fn a_link_is_found_listed_and_revoked_by_the_beginning_of_its_id() {
        let (_kept, reports) = folder().await;
        let now: Timestamp = "2026-05-14T08:00:00Z".parse().unwrap();
        let tokens = [Token::new([1; 32]), Token::new([2; 32])];
        for (days, token) in [1, 2].into_iter().zip(&tokens) {
            let made = Link { created: now + SignedDuration::from_hours(days), ..link(Scope::Bundle) };
            assert_eq!(make(&reports, token, &made).await.unwrap(), token.id());
        }
        assert!(matches!(make(&reports, &tokens[0], &link(Scope::Contacts)).await, Err(DownloadError::Repeated)));
        assert_eq!(find(&reports, &tokens[0].id()).await.unwrap().map(|link| link.scope), Some(Scope::Bundle));
        assert_eq!(find(&reports, &Token::new([3; 32]).id()).await.unwrap(), None);
        let order: Vec<LinkId> = list(&reports).await.unwrap().into_iter().map(|(id, _)| id).collect();
        assert_eq!(order, [tokens[1].id(), tokens[0].id()]);

        let (id, revoked) = revoke(&reports, &tokens[0].id().as_str()[..12], now).await.unwrap();
        assert_eq!((id, revoked.revoked), (tokens[0].id(), Some(now)));
        let later = revoke(&reports, tokens[0].id().as_str(), now + SignedDuration::from_hours(1)).await.unwrap();
        assert_eq!(later.1.revoked, Some(now));
        assert!(!find(&reports, &tokens[0].id()).await.unwrap().unwrap().is_open(now));
        assert!(find(&reports, &tokens[1].id()).await.unwrap().unwrap().is_open(now));
        assert!(matches!(revoke(&reports, "", now).await, Err(DownloadError::Ambiguous { count: 2, .. })));
        assert!(matches!(revoke(&reports, "zz", now).await, Err(DownloadError::Unknown { .. })));
    }

    #[tokio::test]
    async fn no_token_is_anywhere_in_the_store() {
        let (_kept, reports) = folder().await;
        let token = Token::new([9; 32]);
        make(&reports, &token, &link(Scope::Partner("robotics".parse().unwrap()))).await.unwrap();
        for entry in reports.list("").await.unwrap() {
            let text = String::from_utf8(reports.read(&entry.key).await.unwrap().to_vec()).unwrap();
            assert!(!entry.key.contains(token.as_str()) && !text.contains(token.as_str()));
        }
    }
}
