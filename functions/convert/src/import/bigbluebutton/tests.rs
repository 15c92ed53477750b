//! Small meetings of our own, in each form of log.

use std::collections::BTreeMap;

use record::id::ActorKind;
use record::kind::{RecordType, Role};
use serde_json::{Value, json};

use super::*;

const HOUSE: &str = "aaaa-1700000000000";

/// A server's webhook.
fn raw(at: i64, name: &str, body: &Value) -> Value {
    let header = json!({ "name": name, "meetingId": HOUSE });
    json!({ "envelope": { "name": name, "timestamp": at }, "core": { "header": header, "body": body } })
}

fn raw_join(at: i64, internal: &str, external: &str, role: &str) -> Value {
    let body = json!({ "intId": internal, "extId": external, "name": format!("Name of {internal}"), "role": role, "guest": false });
    raw(at, "UserJoinedMeetingEvtMsg", &body)
}

fn raw_created(at: i64) -> Value {
    let meeting = json!({ "intId": HOUSE, "extId": "house", "name": "Talon \"kokous\"", "isBreakout": false });
    raw(at, "MeetingCreatedEvtMsg", &json!({ "props": { "meetingProp": meeting, "breakoutProps": { "parentId": "bbb-none" } } }))
}

fn raw_meeting() -> Vec<Value> {
    let poll =
        json!({ "pollId": "p/1/2", "question": "Lunch?", "poll": { "answers": [{ "id": 0, "key": "Yes" }, { "id": 1, "key": "No" }] } });
    let message = json!({ "sender": { "id": "w_2" }, "message": "hyvää päivää" });
    vec![
        raw_created(1_700_000_000_000),
        raw_join(1_700_000_010_500, "w_1", "boss", "MODERATOR"),
        raw_join(1_700_000_020_000, "w_2", "worker", "VIEWER"),
        raw_join(1_700_000_030_000, "w_3", "w_3", "VIEWER"),
        raw(1_700_000_031_000, "UserJoinedMeetingEvtMsg", &json!({ "intId": "w_4", "extId": "x", "name": "X", "guestStatus": "WAIT" })),
        raw(1_700_000_040_000, "GroupChatMessageBroadcastEvtMsg", &json!({ "chatId": "MAIN-PUBLIC-GROUP-CHAT", "msg": message })),
        raw(1_700_000_041_000, "GroupChatMessageBroadcastEvtMsg", &json!({ "chatId": "other", "msg": message })),
        raw(1_700_000_050_000, "UserReactionEmojiChangedEvtMsg", &json!({ "userId": "w_2", "reactionEmoji": "👍" })),
        raw(1_700_000_055_000, "UserReactionEmojiChangedEvtMsg", &json!({ "userId": "w_2", "reactionEmoji": "none" })),
        raw(1_700_000_060_000, "PollStartedEvtMsg", &poll),
        raw(1_700_000_065_000, "UserRespondedToPollRespMsg", &json!({ "pollId": "p/1/2", "userId": "w_2", "answerIds": [1] })),
        raw(1_700_000_070_000, "UserJoinedVoiceConfToClientEvtMsg", &json!({ "intId": "w_2" })),
        raw(1_700_000_080_000, "UserLeftMeetingEvtMsg", &json!({ "intId": "w_2" })),
        raw(1_700_000_085_000, "UserLeftMeetingEvtMsg", &json!({ "intId": "w_9" })),
        raw(1_700_000_090_000, "MeetingDestroyedEvtMsg", &json!({ "meetingId": HOUSE })),
        raw(1_700_000_090_100, "UserLeftMeetingEvtMsg", &json!({ "intId": "w_1" })),
    ]
}

/// A webhook as it is sent out.
fn mapped(at: i64, id: &str, attributes: &Value) -> Value {
    let mut attributes = attributes.clone();
    attributes["meeting"]["internal-meeting-id"] = HOUSE.into();
    attributes["meeting"]["external-meeting-id"] = "house".into();
    json!({ "data": { "type": "event", "id": id, "attributes": attributes, "event": { "ts": at } } })
}

fn lines(values: &[Value]) -> Vec<u8> {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into_bytes()
}

fn try_import(files: &[&[u8]]) -> Result<Imported, ImportError> {
    let files: Vec<_> = (1..).zip(files).map(|(number, bytes)| (format!("file-{number}"), bytes.to_vec())).collect();
    let id = |text| Id::parse(text).expect("an id");
    import(&files, &id("meeting"), &id("house"), "Europe/Helsinki")
}

fn records(imported: &Imported) -> Vec<Value> {
    let text = std::str::from_utf8(&imported.records).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// How many records there are of each type.
fn types(imported: &Imported) -> BTreeMap<String, usize> {
    records(imported).iter().fold(BTreeMap::new(), |mut counts, record| {
        *counts.entry(record["type"].as_str().expect("a type").to_owned()).or_default() += 1;
        counts
    })
}

fn definition(imported: &Imported) -> EventDefinition {
    EventDefinition::parse("definition", &imported.definition).expect("a valid definition")
}

fn counts(expected: &[(&str, usize)]) -> BTreeMap<String, usize> {
    expected.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect()
}

#[test]
fn a_meeting_of_raw_webhooks_becomes_records_and_a_definition() {
    let imported = try_import(&[&lines(&raw_meeting())]).expect("an import");
    let expected = [
        ("presence.join", 3),
        // One by itself, two when the meeting ended.
        ("presence.leave", 3),
        ("identity.profile", 3),
        ("chat.message", 2),
        ("reaction.sent", 1),
        ("poll.voted", 1),
    ];
    assert_eq!(types(&imported), counts(&expected));
    assert_eq!(imported.count, 13);
    let event = definition(&imported);
    assert_eq!((event.rooms[0].id.as_str(), event.sessions[0].room.as_str()), ("house", "house"));
    assert_eq!(event.rooms[0].title.get(record::event::Language::En), Some("Talon \"kokous\""));
    assert_eq!((event.starts.to_string(), event.ends.to_string()), ("2023-11-14T22:13:20Z".to_owned(), "2023-11-14T22:14:51Z".to_owned()));
    assert_eq!(event.polls[0].options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>(), ["0", "1"]);
}

#[test]
fn people_are_accounts_guests_and_staff() {
    let imported = try_import(&[&lines(&raw_meeting())]).expect("an import");
    let records = records(&imported);
    let joins: Vec<_> = records.iter().filter(|record| record["type"] == "presence.join").collect();
    let who = |record: &Value| (record["actorkind"].clone(), record["actor"].clone(), record["role"].clone());
    assert_eq!(who(joins[0]), (json!("account"), json!("boss"), json!("staff")));
    assert_eq!(who(joins[1]), (json!("account"), json!("worker"), Value::Null));
    assert_eq!(who(joins[2]), (json!("guest"), json!("w_3"), Value::Null));
    assert_eq!(joins[1]["connection"], "w_2");
    assert_eq!(joins[0]["time"], "2023-11-14T22:13:30.5Z");
}

#[test]
fn what_was_written_is_measured_and_dropped() {
    let imported = try_import(&[&lines(&raw_meeting())]).expect("an import");
    let chats: Vec<Value> = records(&imported).into_iter().filter(|record| record["type"] == "chat.message").collect();
    assert_eq!(chats[0]["data"], json!({ "kind": "room", "length": 12 }));
    assert_eq!(chats[1]["data"]["kind"], "direct");
    assert!(!String::from_utf8_lossy(&imported.records).contains("päivää"));
}

#[test]
fn every_record_is_one_of_the_contract() {
    let imported = try_import(&[&lines(&raw_meeting())]).expect("an import");
    for record in records(&imported) {
        let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
        assert!(RecordType::parse(&text("type")).is_some_and(|kind| kind != RecordType::Unknown));
        assert!(ActorKind::parse(&text("actorkind")).is_some() && !text("actor").is_empty());
        assert!(record["role"].is_null() || Role::parse(&text("role")).is_some());
        assert!(text("time").parse::<jiff::Timestamp>().is_ok());
        assert_eq!((text("event"), text("subject")), ("meeting".to_owned(), "house".to_owned()));
        assert!(!text("id").is_empty() && text("source").starts_with("urn:bigbluebutton:"));
    }
}

#[test]
fn importing_again_gives_the_same_and_twice_in_one_gives_it_once() {
    let once = try_import(&[&lines(&raw_meeting())]).expect("an import");
    assert_eq!(try_import(&[&lines(&raw_meeting())]), Ok(once.clone()));
    let twice = try_import(&[&lines(&raw_meeting()), &lines(&raw_meeting())]).expect("an import");
    assert_eq!(twice.records, once.records);
    // Cut in two files, as a log is by the day.
    let meeting = raw_meeting();
    let (before, after) = meeting.split_at(5);
    assert_eq!(try_import(&[&lines(before), &lines(after)]).map(|imported| imported.records), Ok(once.records));
}

#[test]
fn mapped_webhooks_give_what_raw_ones_give() {
    let user = |internal: &str, external: &str| json!({ "user": { "internal-user-id": internal, "external-user-id": external } });
    let join = |internal: &str, external: &str, role: &str| {
        let mut attributes = user(internal, external);
        attributes["user"]["name"] = format!("Name of {internal}").into();
        attributes["user"]["role"] = role.into();
        attributes
    };
    let with = |mut attributes: Value, key: &str, value: Value| {
        attributes[key] = value;
        attributes
    };
    let chat = json!({ "message": "hyvää päivää", "sender": { "internal-user-id": "w_2" } });
    let poll = json!({ "id": "p/1/2", "question": "Lunch?", "answers": [{ "id": 0, "key": "Yes" }, { "id": 1, "key": "No" }] });
    let emoji = |emoji: &str| json!({ "user": { "internal-user-id": "w_2", "emoji": emoji } });
    let meeting = [
        mapped(1_700_000_000_000, "meeting-created", &json!({ "meeting": { "name": "Talon \"kokous\"", "is-breakout": false } })),
        mapped(1_700_000_010_500, "user-joined", &join("w_1", "boss", "MODERATOR")),
        mapped(1_700_000_020_000, "user-joined", &join("w_2", "worker", "VIEWER")),
        mapped(1_700_000_030_000, "user-joined", &join("w_3", "w_3", "VIEWER")),
        mapped(
            1_700_000_040_000,
            "chat-group-message-sent",
            &with(json!({ "chat-message": chat.clone() }), "chat-id", json!("MAIN-PUBLIC-GROUP-CHAT")),
        ),
        mapped(1_700_000_041_000, "chat-private-message-sent", &json!({ "chat-message": chat })),
        mapped(1_700_000_050_000, "user-emoji-changed", &emoji("👍")),
        mapped(1_700_000_055_000, "user-emoji-changed", &emoji("raiseHand")),
        mapped(1_700_000_060_000, "poll-started", &with(user("w_1", "boss"), "poll", poll)),
        mapped(1_700_000_065_000, "poll-responded", &with(user("w_2", "worker"), "poll", json!({ "id": "p/1/2", "answerIds": [1] }))),
        mapped(1_700_000_070_000, "user-audio-voice-enabled", &user("w_2", "worker")),
        mapped(1_700_000_080_000, "user-left", &user("w_2", "worker")),
        mapped(1_700_000_085_000, "user-left", &user("w_9", "y")),
        mapped(1_700_000_090_000, "meeting-ended", &json!({})),
        mapped(1_700_000_090_100, "user-left", &user("w_1", "boss")),
    ];
    let raw = try_import(&[&lines(&raw_meeting())]).expect("an import");
    let mapped = try_import(&[&lines(&meeting)]).expect("an import");
    assert_eq!((&mapped.records, &mapped.definition), (&raw.records, &raw.definition));
    // As the server batches what it sends: an array a line.
    let batched = try_import(&[&lines(&[Value::Array(meeting.to_vec())])]).expect("an import");
    assert_eq!(batched.records, raw.records);
    // Both forms of one meeting count once.
    let both = try_import(&[&lines(&meeting), &lines(&raw_meeting())]).expect("an import");
    assert_eq!(both.records, raw.records);
    assert!(both.notes.iter().any(|note| note.contains("several forms")));
}

#[test]
fn a_vote_that_names_the_presenter_is_nobodys() {
    let user = |internal: &str| json!({ "internal-user-id": internal, "external-user-id": internal, "name": "N", "role": "VIEWER" });
    let poll = json!({ "id": "p", "answers": [{ "id": 0, "key": "A" }], "answerIds": [0] });
    let meeting = [
        mapped(1, "user-joined", &json!({ "user": user("w_1") })),
        mapped(2, "user-joined", &json!({ "user": user("w_2") })),
        mapped(3, "poll-started", &json!({ "user": user("w_1"), "poll": poll })),
        mapped(4, "poll-responded", &json!({ "user": user("w_1"), "poll": poll })),
        mapped(5, "poll-responded", &json!({ "user": user("w_2"), "poll": poll })),
    ];
    let imported = try_import(&[&lines(&meeting)]).expect("an import");
    let votes: Vec<Value> = records(&imported).into_iter().filter(|record| record["type"] == "poll.voted").collect();
    assert_eq!(votes.len(), 1);
    assert_eq!(votes[0]["connection"], "w_2");
    assert!(imported.notes.iter().any(|note| note.ends_with("name the voter: 1")));
}

#[test]
fn a_meeting_held_again_is_the_same_room_and_another_session() {
    let again: Vec<Value> = raw_meeting()
        .iter()
        .map(|event| event.to_string().replace(HOUSE, "aaaa-1700000900000").replace("17000000", "17000009"))
        .map(|text| serde_json::from_str(&text).expect("JSON"))
        .collect();
    let event = definition(&try_import(&[&lines(&again), &lines(&raw_meeting())]).expect("an import"));
    assert_eq!(event.rooms.len(), 1);
    assert_eq!(event.sessions.iter().map(|session| session.id.as_str()).collect::<Vec<_>>(), ["house", "house-2"]);
    assert_eq!(event.polls.len(), 2);
}

#[test]
fn a_meeting_that_no_room_can_be_called_like_is_a_room_all_the_same() {
    let held = |internal: &str, start: &str, external: &str| {
        let log = String::from_utf8(lines(&raw_meeting())).expect("UTF-8").replace(HOUSE, internal).replace("17000000", start);
        log.replace("\"house\"", &format!("\"{external}\"")).into_bytes()
    };
    let files = [
        held(HOUSE, "17000000", "anna@example.org"),
        held("aaaa-1700000900000", "17000009", "anna@example.org"),
        held("cccc-1700001800000", "17000018", &"x".repeat(129)),
        held("dddd-1700002700000", "17000027", "meeting"),
    ];
    let imported = try_import(&files.each_ref().map(Vec::as_slice)).expect("an import");
    let event = definition(&imported);
    assert_eq!(event.rooms.iter().map(|room| room.id.as_str()).collect::<Vec<_>>(), ["meeting-2", "meeting-3", "meeting"]);
    let sessions: Vec<(&str, &str)> = event.sessions.iter().map(|session| (session.id.as_str(), session.room.as_str())).collect();
    let expected = [("meeting-2", "meeting-2"), ("meeting-2-2", "meeting-2"), ("meeting-3", "meeting-3"), ("meeting", "meeting")];
    assert_eq!(sessions, expected);
    let subjects: std::collections::BTreeSet<String> =
        records(&imported).iter().map(|record| record["subject"].as_str().expect("a room").to_owned()).collect();
    assert_eq!(subjects.into_iter().collect::<Vec<_>>(), ["meeting", "meeting-2", "meeting-3"]);
    assert!(!imported.definition.contains('@') && !String::from_utf8_lossy(&imported.records).contains('@'));
    assert!(imported.notes.iter().any(|note| note.ends_with("and so on: 3")));
}

#[test]
fn a_person_in_a_breakout_room_is_the_person_of_the_main_room() {
    let mut events = raw_meeting();
    let breakout = "bbbb-1700000030000";
    let meeting = json!({ "intId": breakout, "extId": "bbbb", "name": "Group 1", "isBreakout": true });
    let mut created = raw(
        1_700_000_032_000,
        "MeetingCreatedEvtMsg",
        &json!({ "props": { "meetingProp": meeting, "breakoutProps": { "parentId": HOUSE } } }),
    );
    created["core"]["header"]["meetingId"] = breakout.into();
    let mut joined = raw_join(1_700_000_035_000, "w_7", "w_2-1", "VIEWER");
    joined["core"]["header"]["meetingId"] = breakout.into();
    events.extend([created, joined]);
    let imported = try_import(&[&lines(&events)]).expect("an import");
    let inside: Vec<Value> = records(&imported).into_iter().filter(|record| record["subject"] == "house-breakout-1").collect();
    assert_eq!(inside.len(), 2);
    assert!(inside.iter().all(|record| record["actor"] == "worker" && record["connection"] == "w_7"));
    assert_eq!(definition(&imported).rooms.len(), 2);
}

/// A recording of two users, a poll and a message; with or without the absolute times that newer servers write.
fn recording(absolute: bool) -> String {
    let event = |at: i64, module: &str, name: &str, fields: &str| {
        let utc = if absolute { format!("<timestampUTC>{}</timestampUTC>", 1_700_000_000_000 + at) } else { String::new() };
        format!("  <event timestamp=\"{}\" module=\"{module}\" eventname=\"{name}\">\n    {fields}{utc}\n  </event>\n", 5_000_000 + at)
    };
    let join = |user: &str, role: &str| {
        format!("<userId>{user}</userId><externalUserId>e{user}</externalUserId><name>A &amp; B</name><role>{role}</role>")
    };
    let vote = |option: u8| format!("<userId>w_2</userId><pollId>p1</pollId><answerId>{option}</answerId><answer>secret words</answer>");
    [
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<recording meeting_id=\"{HOUSE}\" bbb_version=\"2.6\">\n"),
        format!("  <meeting id=\"{HOUSE}\" externalId=\"house\" name=\"Kes&#228; &lt;1&gt;\" breakout=\"false\"/>\n  <breakout/>\n"),
        event(0, "CONFIG", "MeetingConfigurationEvent", ""),
        event(1_000, "PARTICIPANT", "ParticipantJoinEvent", &join("w_1", "MODERATOR")),
        event(2_000, "PARTICIPANT", "ParticipantJoinEvent", &join("w_2", "VIEWER")),
        event(3_000, "VOICE", "ParticipantJoinedEvent", "<participant>w_2</participant>"),
        event(4_000, "CHAT", "PublicChatEvent", "<senderId>w_2</senderId><message><![CDATA[a < b]]></message>"),
        event(5_000, "POLL", "PollStartedRecordEvent", "<pollId>p1</pollId><question/><answers>[]</answers><type>R-</type>"),
        event(6_000, "POLL", "UserRespondedToPollRecordEvent", &vote(3)),
        event(6_010, "POLL", "UserRespondedToPollRecordEvent", &vote(10)),
        event(7_000, "PARTICIPANT", "ParticipantStatusChangeEvent", "<userId>w_2</userId><status>emojiStatus</status><value>happy</value>"),
        event(60_000, "PARTICIPANT", "EndAndKickAllEvent", "<reason>X</reason>"),
        "</recording>\n".to_owned(),
    ]
    .concat()
}

#[test]
fn a_recording_becomes_records_with_absolute_and_with_relative_times() {
    let new = try_import(&[recording(true).as_bytes()]).expect("an import");
    let expected = [
        ("presence.join", 2),
        ("presence.leave", 2),
        ("identity.profile", 2),
        ("chat.message", 1),
        ("poll.voted", 1),
        ("reaction.sent", 1),
    ];
    assert_eq!(types(&new), counts(&expected));
    assert_eq!(try_import(&[recording(false).as_bytes()]), Ok(new.clone()));
    let records = records(&new);
    let of = |kind: &str| records.iter().find(|record| record["type"] == kind).expect("a record").clone();
    assert_eq!(of("presence.join")["time"], "2023-11-14T22:13:21Z");
    assert_eq!(of("identity.profile")["data"]["profile"]["name"], "A & B");
    assert_eq!(of("chat.message")["data"]["length"], 5);
    // Two options at once are one vote, and what was typed is dropped.
    assert_eq!(of("poll.voted")["data"], json!({ "poll": "house-poll-1", "options": ["3", "10"] }));
    let event = definition(&new);
    let labels: Vec<_> = event.polls[0].options.iter().map(|option| option.label.get(record::event::Language::En)).collect();
    assert_eq!(labels, [Some("Answer 1"), Some("Answer 2")]);
    assert_eq!(event.title.get(record::event::Language::En), Some("Kesä <1>"));
    assert!(!new.definition.contains("secret") && !String::from_utf8_lossy(&new.records).contains("secret"));
}

#[test]
fn a_malformed_file_is_refused_with_its_place() {
    let error = |bytes: &[u8]| try_import(&[bytes]).expect_err("an error").to_string();
    let created = raw_created(1).to_string();
    assert_eq!(error(format!("{created}\n\n{{\"envelope\":").as_bytes()), "file-1:3: is not JSON: each line is one whole webhook");
    assert_eq!(error(b"{\"a\":1}"), "file-1:1: is no webhook: it has neither envelope.name nor data.id");
    let far = raw_created(i64::MAX).to_string();
    assert_eq!(error(far.as_bytes()), "file-1:1: has a time that is no number of milliseconds since 1970");
    assert!(error(b"hello").contains("neither recorded webhooks"));
    assert!(error(b"").contains("neither recorded webhooks"));
    assert!(error(b"<?xml version=\"1.0\"?>\n<error></error>").starts_with("file-1:2: is not a recording"));
    let cut = recording(true);
    assert!(error(&cut.as_bytes()[..cut.len() / 2]).starts_with("file-1:"));
    assert!(error(cut.replace("</recording>", "").as_bytes()).contains("cut off"));
    assert!(error(cut.replace("</name>", "</nom>").as_bytes()).starts_with("file-1:"));
    assert!(error(b"<recording meeting_id=\"a\">\n<a>\xFF</a></recording>").starts_with("file-1:2: is not UTF-8"));
    assert!(error(b"<recording meeting_id=\"a\"/>").contains("no meeting"));
}

#[test]
fn a_recording_expands_nothing_and_nests_no_deeper_than_it_should() {
    let error = |text: &str| try_import(&[text.as_bytes()]).expect_err("an error").to_string();
    let declared = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<recording meeting_id=\"a\"/>";
    assert!(error(declared).contains("document type"));
    assert!(error("<recording meeting_id=\"a\"><event>&b;</event></recording>").contains("entity"));
    assert!(error(&"<recording>".repeat(100_000)).contains("nests too deep"));
}

#[test]
fn a_time_zone_that_does_not_exist_is_refused() {
    let files = [("f".to_owned(), lines(&raw_meeting()))];
    let id = Id::parse("e").expect("an id");
    assert!(matches!(import(&files, &id, &id, "Europe/Atlantis"), Err(ImportError::Definition(_))));
}
