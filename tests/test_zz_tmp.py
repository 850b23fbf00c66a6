import time, pytest
from tests.rights import world
@pytest.mark.django_db
def test_x(tmp_path, settings):
    settings.FILES=tmp_path
    t=time.time(); w=world.make(tmp_path); print(time.time()-t); print(w.things)
