import pytest,re
from django.test import Client
@pytest.mark.django_db
def test_x():
    c=Client(); c.cookies["language"]="en"
    for n in ("+923000000001","03000000001","+92 300 0000001"):
        r=c.post("/mobile/",{"mobile":n}); i=r.content.decode(); j=i.find("summary"); print(n, r.status_code, re.sub(r"<[^>]+>| +"," ",i[j-50:j+900]))
