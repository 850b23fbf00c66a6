import time, pytest, collections
from django.db import transaction
from django.test import override_settings
from tests.rights import world
from tests.rights.doors import *
from khidmat.documents.tests.samples import office as inst
from khidmat.documents import press
@pytest.mark.django_db
def test_x(tmp_path, settings):
    settings.FILES=tmp_path
    o=inst(tmp_path/"o")
    settings.KEYS, settings.PUBLIC_KEYS = o.places.secret, o.places.public
    settings.DEMO=True; settings.SMS_HTTP_URL="https://x/"; settings.SECRETS=tmp_path
    (tmp_path/"sms_http").write_text(AGGREGATOR)
    press.tools.cache_clear()
    t=time.time(); w=world.make(tmp_path); print(time.time()-t); 
    d=Doors(w); d.open(); print(time.time()-t); print(d.sessions.keys())
    def ask(c):
        with transaction.atomic():
            r=d.ask(c); transaction.set_rollback(True)
        return r
    d0=d.ask; d.ask=ask
    acc=accepted(d); print(len(acc), time.time()-t)
    import json; json.dump([list(a) for a in acc], open('/tmp/accepted.json','w'))
