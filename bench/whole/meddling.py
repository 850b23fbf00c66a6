"""What a hand in the database tries, with the rights of the serving role: all of it is refused."""

from random import Random

from django.db import DatabaseError, connection, transaction

from bench.whole.world import World

LAST = "(select id from {0} order by id desc limit 1)"
FORGERIES = (
    "update station_diaryentry set text = 'x' where id = {0}",
    "delete from station_diaryentry where id = {0}",
    "update station_fir set sections = 'x' where id = {1}",
    "update station_fir set number = number + 1 where id = {1}",
    "delete from station_fir where id = {1}",
    "update station_complaint set status = 'refused' where status = 'received' and matter = 'missing_child'",
    "update station_complaint set status = 'registered' where status = 'received'",
    "update station_item set status = 'gone' where status = 'stored'",
    "update station_remand set days = 15",
    "update station_arrest set status = 'released' where status <> 'released'",
    "update station_custody set status = 'released' where status <> 'released'",
    "update station_arrest set arrested_at = arrested_at - interval '1 day'",
    "update station_casestep set current = true where not current",
    "update audit_event set body = '{{}}'",
    "delete from audit_link",
)
TABLES = ("station_diaryentry", "station_fir")


def meddle(world: World, chance: Random) -> None:
    """One forgery. One that goes through is a fault."""
    said = chance.choice(FORGERIES).format(*(LAST.format(table) for table in TABLES))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(said)
            touched = cursor.rowcount
            cursor.execute("set constraints all immediate")
    except DatabaseError:
        world.refused["forgery"] += 1
        return
    if touched:
        raise AssertionError(f"went through, {touched} rows: {said}")
