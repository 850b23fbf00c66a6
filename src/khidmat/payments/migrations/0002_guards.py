"""What no program error and no hand in the database may do: a receipt out of order, of a wrong amount, or for nothing."""

from django.db import migrations

ORDER = """
create function payments_guard_receipt() returns trigger language plpgsql as $$
declare drawer record;
begin
    if not exists (select from payments_charge c
                    where c.id = new.charge_id and c.status = 'paid' and c.rupees = new.rupees) then
        raise exception 'payments: a receipt is for the whole of a charge that is settled by it'
            using errcode = 'check_violation';
    end if;
    if new.number > 1 and not exists (select from payments_receipt r where r.office_id = new.office_id
                                       and r.year = new.year and r.number = new.number - 1) then
        raise exception 'payments: receipt % would leave a gap', new.number using errcode = 'check_violation';
    end if;
    if new.method = 'cash' then
        select s.operator_id, s.closed_at, d.office_id, d.day, d.closed_at as day_closed_at into drawer
            from payments_shift s join payments_day d on d.id = s.day_id where s.id = new.shift_id;
        if drawer.closed_at is not null or drawer.day_closed_at is not null
           or drawer.operator_id <> new.taken_by_id or drawer.office_id <> new.office_id
           or drawer.day <> (new.taken_at at time zone 'Asia/Karachi')::date then
            raise exception 'payments: cash goes into the open drawer of the one who takes it, on its day'
                using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;

create trigger payments_receipt_in_order before insert on payments_receipt
    for each row execute function payments_guard_receipt();

create function payments_guard_paid() returns trigger language plpgsql as $$
begin
    if exists (select from payments_charge c where c.id = new.id and c.status = 'paid')
       and not exists (select from payments_receipt r where r.charge_id = new.id) then
        raise exception 'payments: % is paid without a receipt', new.ref using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger payments_charge_has_receipt after update of status on payments_charge
    deferrable initially deferred for each row when (new.status = 'paid') execute function payments_guard_paid();
"""

BALANCE = """
create function payments_guard_count() returns trigger language plpgsql as $$
begin
    if new.taken <> (select coalesce(sum(r.rupees), 0) from payments_receipt r where r.shift_id = new.id) then
        raise exception 'payments: a drawer is closed with what its receipts say' using errcode = 'check_violation';
    end if;
    if new.counted <> (select coalesce(sum(p.value * p.count), 0) from payments_pieces p where p.shift_id = new.id) then
        raise exception 'payments: a drawer is counted note by note' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger payments_shift_adds_up before update on payments_shift for each row
    when (old.closed_at is null and new.closed_at is not null) execute function payments_guard_count();

create function payments_guard_day() returns trigger language plpgsql as $$
begin
    if exists (select from payments_shift s where s.day_id = new.id and s.closed_at is null) then
        raise exception 'payments: a drawer of the day is open' using errcode = 'check_violation';
    end if;
    if not exists (select from payments_receipt r join payments_shift s on s.id = r.shift_id where s.day_id = new.id
                    having (count(*), coalesce(sum(r.rupees), 0)) = (new.receipts, new.taken))
       or new.refunded <> (select coalesce(sum(b.rupees), 0) from payments_refund b where b.day_id = new.id) then
        raise exception 'payments: a day is closed with what its receipts say' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger payments_day_adds_up before update on payments_day for each row
    when (old.closed_at is null and new.closed_at is not null) execute function payments_guard_day();

create function payments_guard_drawer() returns trigger language plpgsql as $$
begin
    if exists (select from payments_day d where d.id = new.day_id and d.closed_at is not null) then
        raise exception 'payments: the day is closed' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger payments_shift_on_open_day before insert on payments_shift
    for each row execute function payments_guard_drawer();

create function payments_guard_refund() returns trigger language plpgsql as $$
begin
    if not exists (select from payments_receipt r join payments_charge c on c.id = r.charge_id
                    where r.id = new.receipt_id and r.rupees = new.rupees and r.office_id = new.office_id
                      and r.method = 'cash' and r.taken_by_id <> new.given_by_id and c.status = 'refunded') then
        raise exception 'payments: a receipt is given back whole, at its office, by another than took it'
            using errcode = 'check_violation';
    end if;
    if not exists (select from payments_day d where d.id = new.day_id and d.office_id = new.office_id
                      and d.closed_at is null and d.day = (new.given_at at time zone 'Asia/Karachi')::date) then
        raise exception 'payments: money goes back out of the cash of an open day' using errcode = 'check_violation';
    end if;
    if new.number > 1 and not exists (select from payments_refund b where b.office_id = new.office_id
                                       and b.year = new.year and b.number = new.number - 1) then
        raise exception 'payments: refund % would leave a gap', new.number using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger payments_refund_in_order before insert on payments_refund
    for each row execute function payments_guard_refund();

create function payments_guard_refunded() returns trigger language plpgsql as $$
begin
    if not exists (select from payments_receipt r join payments_refund b on b.receipt_id = r.id
                    where r.charge_id = new.id) then
        raise exception 'payments: % is given back without a paper', new.ref using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger payments_charge_has_refund after update of status on payments_charge
    deferrable initially deferred for each row when (new.status = 'refunded')
    execute function payments_guard_refunded();
"""

BACK = """
drop trigger payments_charge_has_refund on payments_charge;
drop function payments_guard_refunded;
drop trigger payments_refund_in_order on payments_refund;
drop function payments_guard_refund;
drop trigger payments_shift_on_open_day on payments_shift;
drop function payments_guard_drawer;
drop trigger payments_day_adds_up on payments_day;
drop function payments_guard_day;
drop trigger payments_shift_adds_up on payments_shift;
drop function payments_guard_count;
drop trigger payments_charge_has_receipt on payments_charge;
drop function payments_guard_paid;
drop trigger payments_receipt_in_order on payments_receipt;
drop function payments_guard_receipt;
"""


class Migration(migrations.Migration):
    """A receipt is whole, in order and for something owed; what is closed is what was taken."""

    dependencies = [("payments", "0001_receipts")]
    operations = [migrations.RunSQL(ORDER + BALANCE, BACK)]
