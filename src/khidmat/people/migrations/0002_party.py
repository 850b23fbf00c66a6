"""Persons as the matcher compares them: one view, so that the statement that finds candidates is written once."""

from django.db import migrations

FORWARD = """
create or replace view people_party as
select p.id, p.name, p.name_ur, p.relation_name as father, p.relation_name_ur as father_ur,
       coalesce(extract(year from p.birth_date)::int, p.birth_year) as birth_year,
       o.code as district, p.cnic, p.district_id, p.blocks
from people_person p left join org_office o on o.id = p.district_id;
"""


class Migration(migrations.Migration):
    """The view `people_party`."""

    dependencies = [("people", "0001_people"), ("org", "0002_path")]
    operations = [migrations.RunSQL(FORWARD, "drop view people_party")]
