"""What no program error and no hand in the database may do: a receipt out of order, of a wrong amount, or for nothing."""

from django.db import migrations

FORWARD = """
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

BACK = """
drop trigger payments_charge_has_receipt on payments_charge;
drop function payments_guard_paid;
drop trigger payments_receipt_in_order on payments_receipt;
drop function payments_guard_receipt;
"""


class Migration(migrations.Migration):
    """A receipt follows its predecessor, holds the whole amount, and lies in an open drawer; paid means receipted."""

    dependencies = [("payments", "0001_receipts")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
