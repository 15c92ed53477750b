select country, count(distinct person) as visitors
from persons
group by country
