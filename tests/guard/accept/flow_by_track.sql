-- title.en = "Corpus"
-- grain = "any"
-- columns = { from_track = { label.en = "from_track" }, to_track = { label.en = "to_track" }, steps = { label.en = "steps" } }
select f.track as from_track, t.track as to_track, count(*) as steps from session_steps s join event_sessions f on f.session = s.from_session join event_sessions t on t.session = s.to_session group by f.track, t.track
