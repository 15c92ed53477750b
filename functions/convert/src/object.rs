//! One raw object: from the raw store through the blocking work into the lake.

use std::sync::Arc;

use bytes::Bytes;
use futures::StreamExt;
use inventory::RawLog;
use record::lake::ConversionCounts;
use store::{Entry, Store, StoreError, Upload};
use tokio::sync::mpsc::{Receiver, Sender};

use crate::pipe::{self, Sink};
use crate::pipeline::{self, PipelineError, Settings, Sinks};
use crate::progress::Progress;
use crate::rejects;

/// Why an object could not be converted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ObjectError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    #[error("the work on it was stopped; run again")]
    Stopped,
}

impl ObjectError {
    /// Whether the object itself is at fault: trying again gives the same.
    pub(crate) const fn is_final(&self) -> bool {
        matches!(self, Self::Pipeline(PipelineError::Undecodable))
    }
}

/// Converts a raw object. Its records appear in the lake last: they are the mark that all of it is there. Of one that cannot be read at
/// all, the account of its bad lines says so, which is the mark that it was tried.
pub(crate) async fn convert(
    raw: &Store,
    lake: &Store,
    log: &RawLog,
    settings: &Arc<Settings>,
    progress: &dyn Progress,
) -> Result<ConversionCounts, ObjectError> {
    let (feeder, source) = pipe::source();
    let (people, people_chunks) = pipe::sink();
    let (rejects, rejects_chunks) = pipe::sink();
    let (records, records_chunks) = pipe::sink();
    let work = {
        let (settings, raw_key) = (Arc::clone(settings), log.entry.key.clone());
        let sinks = Sinks { people, rejects, records };
        tokio::task::spawn_blocking(move || work(&settings, &raw_key, source, sinks))
    };
    let (event, object) = (&settings.event.id, &log.object);
    let (fed, worked, people, rejects, records) = futures::join!(
        feed(raw, &log.entry, feeder, progress),
        work,
        take(lake, object.people(event), people_chunks),
        take(lake, object.rejects(event), rejects_chunks),
        take(lake, object.records(event), records_chunks),
    );
    // What failed first makes the others fail: the source stops the work, and a failed upload stops it too.
    fed?;
    let (people, rejects, records) = (people?, rejects?, records?);
    let counts = match worked.map_err(|_| ObjectError::Stopped)? {
        Err(error @ PipelineError::Undecodable) => {
            lake.write(&object.rejects(event), rejects::of_undecodable(&log.entry.key)?.into()).await?;
            return Err(error.into());
        }
        worked => worked?,
    };
    people.finish().await?;
    rejects.finish().await?;
    records.finish().await?;
    Ok(counts)
}

fn work(settings: &Settings, raw_key: &str, source: pipe::Source, sinks: Sinks<Sink>) -> Result<ConversionCounts, PipelineError> {
    let (counts, Sinks { people, rejects, records }) = pipeline::run(settings, raw_key, source, sinks)?;
    for sink in [people, rejects, records] {
        sink.finish()?;
    }
    Ok(counts)
}

/// Sends the raw object to the work until its end, or until the work wants no more.
async fn feed(raw: &Store, entry: &Entry, feeder: Sender<Option<Bytes>>, progress: &dyn Progress) -> Result<(), StoreError> {
    let fed = feed_chunks(raw, entry, &feeder, progress).await;
    if fed.is_err() {
        // A work that has ended already needs no word of it.
        let _ = feeder.send(None).await;
    }
    fed
}

async fn feed_chunks(raw: &Store, entry: &Entry, feeder: &Sender<Option<Bytes>>, progress: &dyn Progress) -> Result<(), StoreError> {
    let mut chunks = raw.stream_version(entry).await?;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk?;
        progress.advance(chunk.len() as u64);
        if feeder.send(Some(chunk)).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// Uploads what the work gives, but does not finish.
async fn take(lake: &Store, key: String, mut chunks: Receiver<Bytes>) -> Result<Upload, StoreError> {
    let mut upload = lake.upload(&key).await?;
    while let Some(chunk) = chunks.recv().await {
        upload.write(chunk).await?;
    }
    Ok(upload)
}
