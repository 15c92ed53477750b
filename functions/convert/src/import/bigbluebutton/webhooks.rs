//! Recorded webhooks: one JSON object a line, or an array of them as the server batches what it sends.
//!
//! Two forms, told apart line by line: what the server emits (`envelope`, `core`), and what is sent out (`data.id`, `event.ts`).

use serde_json::Value;

use super::ImportError;
use super::happening::{self, Description, Form, Happening, Log, Poll, User, What};

/// The chat that everyone in a meeting sees.
const PUBLIC_CHAT: &str = "MAIN-PUBLIC-GROUP-CHAT";

/// Reads a file of recorded webhooks.
pub(super) fn read(file: &str, bytes: &[u8], log: &mut Log) -> Result<(), ImportError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let malformed = |problem: &str| ImportError::Malformed { file: file.to_owned(), line: number, problem: problem.to_owned() };
        let value: Value = serde_json::from_slice(line).map_err(|_| malformed("is not JSON: each line is one whole webhook"))?;
        let events = value.as_array().map_or(std::slice::from_ref(&value), Vec::as_slice);
        for event in events {
            let read = if event.get("envelope").is_some() { raw(event) } else { mapped(event) };
            match read.map_err(malformed)? {
                Some(happening) => log.happenings.push(happening),
                None => log.unused += 1,
            }
        }
    }
    Ok(())
}

/// The text at a path, empty where there is none. Some ids are numbers.
fn text(value: &Value, path: &str) -> String {
    match value.pointer(path) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn flag(value: &Value, path: &str) -> bool {
    value.pointer(path).is_some_and(|value| value.as_bool().unwrap_or(value == "true"))
}

fn first(value: &Value, paths: &[&str]) -> String {
    paths.iter().map(|path| text(value, path)).find(|text| !text.is_empty()).unwrap_or_default()
}

/// As the server emits it.
fn raw(event: &Value) -> Result<Option<Happening>, &'static str> {
    let name = text(event, "/envelope/name");
    let Some(body) = event.pointer("/core/body") else { return Err("has an envelope but no core.body") };
    let Some(what) = raw_what(&name, body) else { return Ok(None) };
    let meeting = match name.as_str() {
        "MeetingCreatedEvtMsg" => text(body, "/props/meetingProp/intId"),
        _ => first(event, &["/core/header/meetingId", "/envelope/routing/meetingId", "/core/body/meetingId"]),
    };
    let at = event.pointer("/envelope/timestamp").and_then(Value::as_i64).ok_or("has no envelope.timestamp in milliseconds")?;
    known(meeting, at, Form::Raw, what)
}

fn known(meeting: String, at: i64, form: Form, what: What) -> Result<Option<Happening>, &'static str> {
    if meeting.is_empty() {
        return Err("does not say which meeting it is of");
    }
    if !happening::is_instant(at) {
        return Err("has a time that is no number of milliseconds since 1970");
    }
    Ok(Some(Happening { meeting, at, form, what }))
}

fn raw_what(name: &str, body: &Value) -> Option<What> {
    match name {
        "MeetingCreatedEvtMsg" => {
            let parent = flag(body, "/props/meetingProp/isBreakout").then(|| text(body, "/props/breakoutProps/parentId"));
            let (external, name) = (text(body, "/props/meetingProp/extId"), text(body, "/props/meetingProp/name"));
            Some(What::Described(Description { external, name, parent }))
        }
        "MeetingEndedEvtMsg" | "MeetingDestroyedEvtMsg" => Some(What::Ended),
        // Whoever waits for a moderator's consent is not in the meeting.
        "UserJoinedMeetingEvtMsg" if !matches!(text(body, "/guestStatus").as_str(), "WAIT" | "DENY") => Some(What::Joined(User {
            internal: text(body, "/intId"),
            external: text(body, "/extId"),
            name: text(body, "/name"),
            moderator: text(body, "/role") == "MODERATOR",
            guest: flag(body, "/guest"),
            bot: flag(body, "/bot"),
        })),
        "UserLeftMeetingEvtMsg" => Some(What::Left { user: text(body, "/intId") }),
        "GroupChatMessageBroadcastEvtMsg" => Some(What::Wrote {
            user: text(body, "/msg/sender/id"),
            direct: text(body, "/chatId") != PUBLIC_CHAT,
            length: text(body, "/msg/message").chars().count(),
        }),
        "UserReactionEmojiChangedEvtMsg" => What::reaction(&text(body, "/userId"), &text(body, "/reactionEmoji")),
        "UserEmojiChangedEvtMsg" => What::reaction(&text(body, "/userId"), &text(body, "/emoji")),
        "PollStartedEvtMsg" => {
            let options = options(body.pointer("/poll/answers"));
            Some(What::Asked(Poll { id: text(body, "/pollId"), by: text(body, "/userId"), question: text(body, "/question"), options }))
        }
        "UserRespondedToPollRespMsg" => {
            let options = chosen(body.pointer("/answerIds"));
            Some(What::Voted { user: text(body, "/userId"), poll: text(body, "/pollId"), options })
        }
        _ => None,
    }
}

/// As it is sent out.
fn mapped(event: &Value) -> Result<Option<Happening>, &'static str> {
    let name = text(event, "/data/id");
    if name.is_empty() {
        return Err("is no webhook: it has neither envelope.name nor data.id");
    }
    let attributes = event.pointer("/data/attributes").ok_or("has no data.attributes")?;
    let Some(what) = mapped_what(&name, attributes) else { return Ok(None) };
    let at = ["/data/event/ts", "/event/ts"].iter().find_map(|path| event.pointer(path)?.as_i64());
    known(text(attributes, "/meeting/internal-meeting-id"), at.ok_or("has no event.ts in milliseconds")?, Form::Mapped, what)
}

fn mapped_what(name: &str, body: &Value) -> Option<What> {
    let user = || text(body, "/user/internal-user-id");
    match name {
        "meeting-created" => {
            let parent = flag(body, "/meeting/is-breakout").then(|| text(body, "/meeting/parent-id"));
            let (external, name) = (text(body, "/meeting/external-meeting-id"), text(body, "/meeting/name"));
            Some(What::Described(Description { external, name, parent }))
        }
        "meeting-ended" => Some(What::Ended),
        "user-joined" => Some(What::Joined(User {
            internal: user(),
            external: text(body, "/user/external-user-id"),
            name: text(body, "/user/name"),
            moderator: text(body, "/user/role") == "MODERATOR",
            guest: flag(body, "/user/guest"),
            bot: flag(body, "/user/bot"),
        })),
        "user-left" => Some(What::Left { user: user() }),
        "chat-group-message-sent" | "chat-public-message-sent" | "chat-private-message-sent" => Some(What::Wrote {
            user: first(body, &["/chat-message/sender/internal-user-id", "/chat-message/sender/internal-id"]),
            direct: name == "chat-private-message-sent" || name == "chat-group-message-sent" && text(body, "/chat-id") != PUBLIC_CHAT,
            length: text(body, "/chat-message/message").chars().count(),
        }),
        "user-emoji-changed" => What::reaction(&user(), &text(body, "/user/emoji")),
        "user-reaction-emoji-changed" => What::reaction(&user(), &first(body, &["/user/reaction-emoji", "/user/emoji"])),
        "poll-started" => {
            let options = options(body.pointer("/poll/answers"));
            Some(What::Asked(Poll { id: text(body, "/poll/id"), by: user(), question: text(body, "/poll/question"), options }))
        }
        "poll-responded" => {
            let options = chosen(body.pointer("/poll/answerIds").or_else(|| body.pointer("/poll/answer-ids")));
            Some(What::Voted { user: user(), poll: text(body, "/poll/id"), options })
        }
        _ => None,
    }
}

/// The options of a poll: `[{"id":0,"key":"A"}, …]`.
pub(super) fn options(answers: Option<&Value>) -> Vec<(String, String)> {
    let answers = answers.and_then(Value::as_array).into_iter().flatten();
    answers.map(|answer| (text(answer, "/id"), text(answer, "/key"))).filter(|(id, _)| !id.is_empty()).collect()
}

fn chosen(ids: Option<&Value>) -> Vec<String> {
    ids.and_then(Value::as_array).into_iter().flatten().map(|id| text(id, "")).filter(|id| !id.is_empty()).collect()
}
