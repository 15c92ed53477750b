-- title.en = "Corpus"
-- grain = "any"
-- columns = { room = { label.en = "room" }, peak = { label.en = "peak" }, peak_at = { label.en = "peak_at" } }
select room, peak(joined, "left") as peak, peak_at(joined, "left", $event_start) as peak_at from presence group by room
