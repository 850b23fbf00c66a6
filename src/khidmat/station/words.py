"""What the program itself writes into the diary, in both languages: (English, Urdu)."""

Both = tuple[str, str]

OPENED_BY_ENTRY: Both = (
    "The day was opened by its first entry; roll-call had not been held yet.",
    "روزنامچہ پہلی رپٹ کے ساتھ خود کھلا؛ ابھی گنتی نہیں ہوئی تھی۔",
)
CLOSED_BY_CLOCK: Both = (
    "Nobody closed this day; it ended by the clock. The cash was not counted.",
    "یہ روزنامچہ کسی نے بند نہیں کیا؛ دن گزرنے پر خود بند ہوا۔ نقدی گنی نہیں گئی۔",
)
#: Custody is not kept by this program yet, so it cannot list prisoners by itself and does not pretend to.
PRISONERS: Both = (
    "Prisoners in the lock-up, as the clerk found them:",
    "حوالات میں موجود ملزمان، محرر کی گنتی کے مطابق:",
)
NO_PRISONERS: Both = (
    "Roll-call. The clerk states that nobody is in the lock-up.",
    "گنتی ہوئی۔ محرر کے مطابق حوالات میں کوئی ملزم نہیں۔",
)


def opening(prisoners: str) -> Both:
    """The opening entry with the prisoners as typed, a line each."""
    if not prisoners:
        return NO_PRISONERS
    return f"Roll-call. {PRISONERS[0]}\n{prisoners}", f"گنتی ہوئی۔ {PRISONERS[1]}\n{prisoners}"


def closing(entries: int, cash: int) -> Both:
    """The last entry: how many went before it, and the cash."""
    return (
        f"Closed after {entries} entries. Cash balance: Rs {cash:,}.",
        f"{entries} رپٹوں کے بعد روزنامچہ بند ہوا۔ نقد بقایا: {cash:,} روپے۔",
    )
