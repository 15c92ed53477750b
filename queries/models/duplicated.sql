-- Keys of the records that the log holds more than once. They are few, and knowing them first leaves everything else a plain scan.
select record as duplicated_record
from records
group by record
having count(*) > 1
