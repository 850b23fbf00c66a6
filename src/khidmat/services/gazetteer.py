"""Offices and places that one form asks for, each read once: judging an address took six statements, now two."""

from uuid import UUID

from khidmat.org.public import Office, OfficeKind, Place


class LookedUp:
    """What was read for one form. It lives as long as the form does, so nothing in it grows old."""

    def __init__(self) -> None:
        self._wanted: set[UUID] = set()
        self._offices: dict[UUID, Office] = {}
        self._places: dict[str, Place | None] = {}

    def expect(self, *keys: str) -> None:
        """Say which offices may be asked for, so that the first question reads them all."""
        self._wanted.update(key for key in map(_key, keys) if key)

    def district(self, key: str) -> Office | None:
        """The district of this key, if it is one."""
        found = self._office(key)
        return found if found and found.kind == OfficeKind.DISTRICT else None

    def station(self, key: str, district: str) -> Office | None:
        """The police station of this key, if it is one of the district's."""
        found = self._office(key)
        here = found is not None and found.kind == OfficeKind.STATION and found.district_id == _key(district)
        return found if here else None

    def place(self, code: str, district: str) -> Place | None:
        """The place of this code, if it lies in the district."""
        if code not in self._places:
            with_offices = Place.objects.select_related("station__district")
            self._places[code] = with_offices.filter(code=code).first()
        found = self._places[code]
        return found if found and found.district_id == _key(district) else None

    def _office(self, text: str) -> Office | None:
        key = _key(text)
        if key is None:
            return None
        self._wanted.add(key)
        if unread := self._wanted - self._offices.keys():
            # One that does not exist is asked for again; that form is refused anyway.
            self._offices |= Office.objects.select_related("district").in_bulk(unread)
        return self._offices.get(key)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
