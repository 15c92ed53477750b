-- title.fi = "Kävijät kirjautumistavoittain"
-- title.en = "Visitors by login"
-- title.sv = "Besökare per inloggningssätt"
-- summary.fi = "Tilillä, vieraana tai lipulla: vieras on laite, ei todennettu henkilö."
-- summary.en = "With an account, as a guest or with a ticket: a guest is a device, not a proven person."
-- summary.sv = "Med konto, som gäst eller med biljett: en gäst är en enhet, inte en styrkt person."
-- grain = "one row per login"
-- chart = { kind = "bar", x = "login", y = "visitors" }
-- [columns.login]
-- label.fi = "Kirjautumistapa"
-- label.en = "Login"
-- label.sv = "Inloggning"
-- [columns.visitors]
-- label.fi = "Kävijät"
-- label.en = "Visitors"
-- label.sv = "Besökare"
-- definition.fi = "Eri henkilöt, jotka osallistuivat tapahtumaan."
-- definition.en = "Distinct persons who attended the event."
-- definition.sv = "Olika personer som deltog i evenemanget."
-- unit = "persons"
select login, count(distinct person) as visitors
from persons
where attended
group by login
order by visitors desc nulls last, login nulls last
