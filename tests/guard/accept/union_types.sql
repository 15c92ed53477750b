-- title.en = "T"
-- grain = "one row"
-- [columns.k]
-- label.en = "K"
-- [columns.n]
-- label.en = "N"
-- unit = "number"
select k, count(distinct person) as n from (select person, 'chat' as k from activity where type='chat.message' union all select person, 'vote' from poll_votes) group by k
