"""Makes the log of an imaginary event, the same one for the same seed: mostly heartbeats, with all that a platform's edge knows of a visitor.

The shape is that of a real log of a large event: four lines in five are heartbeats, a line has about 600 bytes, most of a line repeats what
the lines before said, and ids do not repeat at all.
"""

import gzip
import random
from pathlib import Path

import zstandard

EVENT = "bench"
VISITORS = 50_000
ROOMS = [f"room-{number:02}" for number in range(24)]
STANDS = [f"stand-{number:03}" for number in range(80)]
EMOJI = ["👏", "❤️", "🎉", "😂", "🤔"]
LOCALES = ["fi-FI", "fi", "sv-FI", "en-GB", "en-US", "et-EE"]
SYSTEMS = [
    "Windows NT 10.0; Win64; x64",
    "Macintosh; Intel Mac OS X 10_15_7",
    "X11; Linux x86_64",
    "Linux; Android 14; Pixel 8",
    "Linux; Android 13; SM-S911B",
]
BASE_MILLISECONDS = 9 * 3_600_000
DAY = "2026-05-12"

DEFINITION = f"""\
id = "{EVENT}"
organizer = "bench"
title = {{ en = "Benchmark" }}
timezone = "Europe/Helsinki"
starts = {DAY}T09:00:00+03:00
ends = {DAY}T21:00:00+03:00
languages = ["en"]
"""


def clock(milliseconds):
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{DAY}T{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}Z"


def user_agent(draw):
    system = draw.choice(SYSTEMS)
    major, build = draw.randint(110, 128), draw.randint(1000, 6900)
    mobile = " Mobile" if "Android" in system else ""
    return (
        f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.{build}.{draw.randint(10, 200)}"
        f"{mobile} Safari/537.36"
    )


def visitors(draw):
    """What the lines of each visitor have in common, as text."""
    agents = [user_agent(draw) for _ in range(2_000)]
    found = []
    for number in range(VISITORS):
        kind = draw.choices(["account", "guest", "ticket"], [6, 3, 1])[0]
        address = f"{draw.choice([84, 91, 109, 176, 193])}.{draw.randint(0, 255)}.{draw.randint(0, 255)}.{draw.randint(1, 254)}"
        found.append(
            f'"actor":"{kind[0]}-{number:06}","actorkind":"{kind}","role":"attendee","connection":"{draw.getrandbits(128):032x}",'
            f'"mode":"online","clientip":"{address}","useragent":"{draw.choice(agents)}","locale":"{draw.choice(LOCALES)}"'
        )
    return found


def data(draw, kind):
    match kind:
        case "presence.heartbeat" | "presence.join" | "presence.leave":
            return f'{{"visible":{"true" if draw.random() < 0.8 else "false"}}}'
        case "media.progress":
            return f'{{"asset":"stream-{draw.randint(1, 24)}","position":{draw.randint(0, 36_000) / 10},"live":true}}'
        case "chat.message":
            return f'{{"kind":"room","length":{draw.randint(1, 280)}}}'
        case "reaction.sent":
            return f'{{"emoji":"{draw.choice(EMOJI)}","amount":{draw.randint(1, 5)}}}'
        case "stand.viewed":
            return f'{{"stand":"{draw.choice(STANDS)}"}}'
        case "link.clicked":
            return f'{{"target":"https://example.com/products/{draw.randint(1, 400)}","stand":"{draw.choice(STANDS)}"}}'
        case "poll.voted":
            return f'{{"poll":"poll-{draw.randint(1, 30)}","options":["{draw.choice("abcd")}"]}}'
        case _:
            return f'{{"question":"q-{draw.randint(1, 5000)}"}}'


KINDS = {
    "presence.heartbeat": 80,
    "presence.join": 3,
    "presence.leave": 3,
    "media.progress": 5,
    "chat.message": 2,
    "reaction.sent": 3,
    "stand.viewed": 1.5,
    "link.clicked": 1,
    "poll.voted": 1,
    "qa.voted": 0.5,
}


def lines(draw, known, count):
    """The lines of one file, almost in order of time, a batch at a time."""
    names, weights = list(KINDS), list(KINDS.values())
    milliseconds = BASE_MILLISECONDS
    step = 8 * 3_600_000 / count
    for start in range(0, count, 10_000):
        batch = []
        size = min(10_000, count - start)
        for kind, visitor in zip(draw.choices(names, weights, k=size), draw.choices(known, k=size), strict=True):
            milliseconds += step
            at = int(milliseconds) + draw.randint(-3_000, 3_000)
            batch.append(
                f'{{"specversion":"1.0","id":"{draw.getrandbits(128):032x}","source":"https://edge-{draw.randint(1, 4)}.example.com/collect",'
                f'"type":"{kind}","time":"{clock(at)}","receivedtime":"{clock(at + 180)}","senttime":"{clock(at + 12)}",'
                f'"event":"{EVENT}",{visitor},"subject":"{draw.choice(ROOMS)}","data":{data(draw, kind)}}}\n'
            )
        yield "".join(batch).encode()


def generate(root, count, files, seed=1):
    """Writes the log once as .gz and once as .zst, each with its event definition; returns the bytes of the log as it is."""
    roots = {suffix: Path(root) / suffix for suffix in ("gz", "zst")}
    for path in roots.values():
        (path / "raw" / "events").mkdir(parents=True, exist_ok=True)
        (path / "raw" / EVENT).mkdir(parents=True, exist_ok=True)
        (path / "raw" / "events" / f"{EVENT}.toml").write_text(DEFINITION)
    draw = random.Random(seed)
    known = visitors(draw)
    total = 0
    for number in range(files):
        name = f"part-{number:03}.ndjson"
        plain = open(roots["zst"] / "raw" / EVENT / f"{name}.zst", "wb")
        # No time and no name in the header: the same seed gives the same bytes.
        packed = open(roots["gz"] / "raw" / EVENT / f"{name}.gz", "wb")
        with plain, packed, zstandard.ZstdCompressor(level=3).stream_writer(plain) as zst:
            with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=6, mtime=0) as gz:
                for batch in lines(draw, known, count // files):
                    total += len(batch)
                    zst.write(batch)
                    gz.write(batch)
    return total
