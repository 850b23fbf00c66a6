"""What a file may be. The same numbers are shown before a file is chosen and enforced when it arrives."""

MEGABYTE = 1024 * 1024
#: Largest upload; phones make pictures of 3 to 8 MB, a scanned page is below 2.
MAX_BYTES = 10 * MEGABYTE
MAX_PIXELS = 60_000_000  # a 48-megapixel phone passes, a 64k × 64k bomb (4,295 megapixels) does not
MAX_PAGES = 10
#: Longest side after rewriting, and JPEG quality: readable in print, small on the wire.
SIDES = {"photo": 900, "paper": 2000}
QUALITY = 86
PAGE_DPI = 150
MIN_SIDE = {"photo": 200, "paper": 100}
#: For the child process: address space, processor seconds, wall seconds.
MEMORY = 1024 * MEGABYTE
CPU_SECONDS = 15
WALL_SECONDS = 25
