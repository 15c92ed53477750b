-- title.en = "Corpus"
-- grain = "any"
-- columns = { emoji = { label.en = "emoji" }, reactions = { label.en = "reactions" }, each = { label.en = "each" } }
select emoji, sum(coalesce(amount, 0)) as reactions, avg(amount) as each from activity where type = 'reaction.sent' group by emoji
