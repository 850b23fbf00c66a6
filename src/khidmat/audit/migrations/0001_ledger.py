"""The ledger: events as text, columns generated from the text, links made at commit, nothing changed or removed."""

from django.db import migrations, models

import khidmat.kernel.ids

TABLES = """
create function audit_instant(value text) returns timestamptz
    language sql immutable strict parallel safe as $$ select value::timestamptz $$;

create table audit_event (
    body text not null,
    id uuid generated always as ((body::jsonb ->> 'id')::uuid) stored primary key,
    chain uuid generated always as ((body::jsonb ->> 'chain')::uuid) stored not null,
    at timestamptz generated always as (audit_instant(body::jsonb ->> 'at')) stored not null,
    code text generated always as (body::jsonb ->> 'code') stored not null,
    actor_id uuid generated always as ((body::jsonb ->> 'actor')::uuid) stored,
    subject text generated always as (body::jsonb ->> 'subject') stored not null,
    subject_id uuid generated always as ((body::jsonb ->> 'subject_id')::uuid) stored
);
create index audit_event_subject on audit_event (subject_id, at) where subject_id is not null;
create index audit_event_actor on audit_event (actor_id, at) where actor_id is not null;

create table audit_head (
    chain uuid primary key,
    seq bigint not null,
    hash bytea not null
);

create table audit_link (
    event_id uuid primary key references audit_event (id),
    chain uuid not null,
    seq bigint not null,
    hash bytea not null,
    unique (chain, seq)
);
"""

TRIGGERS = """
create function audit_link_event() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    last audit_head%rowtype;
    begun text := current_setting('audit.chain', true);
    fresh bytea;
begin
    -- One transaction writes one chain: with two, commits could wait for each other in a circle.
    if coalesce(begun, '') = '' then
        perform set_config('audit.chain', new.chain::text, true);
    elsif begun <> new.chain::text then
        raise exception 'audit: one transaction wrote to two chains' using errcode = 'check_violation';
    end if;
    insert into audit_head (chain, seq, hash) values (new.chain, 0, decode(repeat('00', 32), 'hex'))
        on conflict do nothing;
    select * into last from audit_head where chain = new.chain for update;
    fresh := sha256(last.hash || convert_to(new.body, 'UTF8'));
    insert into audit_link (event_id, chain, seq, hash) values (new.id, new.chain, last.seq + 1, fresh);
    update audit_head set seq = last.seq + 1, hash = fresh where chain = new.chain;
    return null;
end $$;

create constraint trigger audit_link_at_commit after insert on audit_event
    deferrable initially deferred for each row execute function audit_link_event();

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'audit: % of % is refused, the ledger only grows', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create trigger audit_event_grows before update or delete on audit_event
    for each row execute function audit_refuse();
create trigger audit_event_kept before truncate on audit_event
    for each statement execute function audit_refuse();
create trigger audit_link_grows before update or delete on audit_link
    for each row execute function audit_refuse();
create trigger audit_link_kept before truncate on audit_link
    for each statement execute function audit_refuse();
"""

UNDO = """
drop table audit_link, audit_head, audit_event cascade;
drop function audit_link_event, audit_refuse, audit_instant;
"""


class Migration(migrations.Migration):
    """The first tables of the ledger."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(TABLES + TRIGGERS, UNDO),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("body", models.TextField()),
                ("chain", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("code", models.TextField()),
                ("actor_id", models.UUIDField(null=True)),
                ("subject", models.TextField()),
                ("subject_id", models.UUIDField(null=True)),
            ],
            options={"db_table": "audit_event", "managed": False},
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("chain", models.UUIDField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "audit_head", "managed": False},
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("actor_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("result", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=khidmat.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("job", models.TextField()),
                ("key", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("job", "key"), name="audit_effect_once")]
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=models.PROTECT,
                        primary_key=True,
                        related_name="link",
                        serialize=False,
                        to="audit.event",
                    ),
                ),
                ("chain", models.UUIDField()),
                ("seq", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "audit_link", "managed": False},
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=khidmat.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("client_id", models.UUIDField()),
                ("key", models.UUIDField()),
                ("asked", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("body", models.TextField(blank=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("client_id", "key"), name="audit_reply_once")]
            },
        ),
    ]
