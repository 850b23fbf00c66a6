"""An application moves on from "waiting for payment" only by a settled charge, and none is approved while it owes."""

from django.db import migrations

FORWARD = """
create function services_guard_payment() returns trigger language plpgsql as $$
begin
    if new.status = 'under_verification' and old.status in ('submitted', 'awaiting_payment') then
        if (old.status = 'awaiting_payment'
            and not exists (select from payments_charge c where c.about = new.id and c.status in ('paid', 'exempt')))
           or exists (select from payments_charge c where c.about = new.id and c.status = 'due') then
            raise exception 'services: % is not paid for', new.ref using errcode = 'check_violation';
        end if;
    elsif new.status = 'approved' and old.status <> 'approved'
          and exists (select from payments_charge c where c.about = new.id and c.status <> 'cancelled')
          and not exists (select from payments_charge c where c.about = new.id and c.status in ('paid', 'exempt')) then
        raise exception 'services: the fee of % was given back', new.ref using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger services_application_payment before update of status on services_application
    for each row execute function services_guard_payment();
"""

BACK = """
drop trigger services_application_payment on services_application;
drop function services_guard_payment;
"""


class Migration(migrations.Migration):
    """The charge is the only key from waiting to work."""

    dependencies = [("services", "0003_one_draft"), ("payments", "0001_receipts")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
