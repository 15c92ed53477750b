#!/usr/bin/env python3
"""Makes a large event: 60 sessions in 12 rooms on two days, 30 stands, and a heartbeat a minute from everybody who is in a room.

usage: large.py ROOT [--visitors N]

Writes ROOT/raw/events/large.toml and ROOT/raw/large/*.ndjson, the same for the same number. The 68,000 who register by default, of whom
54,000 come, give 12.1 million lines (2.9 GB). Then: kooste run --event large --root ROOT
"""

import argparse
import contextlib
import datetime
import pathlib
import random

EVENT = "large"
FILES = 24
ROOMS = [f"hall-{room}" for room in range(12)]
START = datetime.datetime(2026, 5, 12, 6)
DAY, SLOT, LENGTH = 86_400, 5_400, 2_700

# How countries are spread: most visitors from one, a long tail of others.
COUNTRIES = ["FI"] * 60 + ["SE"] * 12 + ["EE"] * 6 + ["NO"] * 5 + ["DK"] * 4 + ["DE"] * 4 + ["GB"] * 3 + ["US"] * 2
COUNTRIES += ["FR", "NL", "PL", "LV", "LT", "IS", "ES", "IT"]
AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0",
]
QUESTIONS = {"industry": ["tech", "health", "public", "education", "other"], "size": ["1-9", "10-49", "50-249", "250+"]}

# Room, start and end of each session, in seconds after START: six at once, five times a day.
SESSIONS = [
    (ROOMS[(beside + slot) % len(ROOMS)], day * DAY + slot * SLOT, day * DAY + slot * SLOT + LENGTH)
    for day in range(2)
    for slot in range(5)
    for beside in range(6)
]


def at(seconds):
    return (START + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def definition():
    yield f'id = "{EVENT}"\norganizer = "bench"\ntitle = {{ en = "Large Days" }}\ntimezone = "Europe/Helsinki"'
    yield 'starts = 2026-05-12T08:30:00+03:00\nends = 2026-05-13T18:00:00+03:00\nlanguages = ["en"]'
    for question, options in QUESTIONS.items():
        named = ", ".join(f'"{option}" = {{ en = "{option}" }}' for option in options)
        yield f'[[questions]]\nid = "{question}"\ntype = "choice"\noptions = {{ {named} }}'
    for room in ROOMS:
        yield f'[[rooms]]\nid = "{room}"\ntitle = {{ en = "{room}" }}'
    for number, (room, start, end) in enumerate(SESSIONS):
        yield f'[[sessions]]\nid = "s{number}"\nroom = "{room}"\nstarts = {at(start)}\nends = {at(end)}'
        yield f'title = {{ en = "Session {number}" }}\ntrack = "t{number % 4}"'
    for stand in range(30):
        yield f'[[stands]]\nid = "stand-{stand}"\npartner = "partner-{stand % 20}"\ntitle = {{ en = "Stand {stand}" }}'


def records(draw):
    """What one who registered did: type, seconds after START, and the rest of the record."""
    answers = ",".join(f'"{question}":"{draw.choice(options)}"' for question, options in QUESTIONS.items())
    ticket, channel = draw.choice(["basic", "basic", "vip", "student"]), draw.choice(["mail", "web", "partner"])
    data = f'"ticket":"{ticket}","channel":"{channel}","answers":{{{answers}}}'
    yield "registration.created", -DAY * draw.randrange(1, 40), f',"data":{{{data}}}'
    if draw.random() < 0.2:
        return
    for room, start, end in SESSIONS:
        joined, left = start + int(draw.random() ** 2 * 1_200), end - int(draw.random() ** 3 * 2_400)
        if draw.random() >= 0.12 or left <= joined:
            continue
        subject = f',"subject":"{room}"'
        yield "presence.join", joined, subject
        for beat in range(joined + 60, left, 60):
            yield "presence.heartbeat", beat, f'{subject},"data":{{"visible":true}}'
        yield "presence.leave", left, subject
        if draw.random() < 0.2:
            yield "chat.message", joined + 30, f'{subject},"data":{{"kind":"room","length":20}}'
        if draw.random() < 0.2:
            yield "reaction.sent", joined + 40, f'{subject},"data":{{"emoji":"x","amount":1}}'
    for _ in range(draw.randrange(5)):
        yield "stand.viewed", draw.randrange(30_000), f',"data":{{"stand":"stand-{int(draw.random() ** 2 * 30)}"}}'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--visitors", type=int, default=68_000, help="how many register (68,000); four of five come")
    options = parser.parse_args()
    raw = options.root / "raw"
    for folder in (raw / "events", raw / EVENT):
        folder.mkdir(parents=True, exist_ok=True)
    (raw / "events" / f"{EVENT}.toml").write_text("\n".join(definition()) + "\n")
    draw, lines = random.Random(7), 0
    with contextlib.ExitStack() as stack:
        logs = [stack.enter_context(open(raw / EVENT / f"log-{number:02}.ndjson", "w")) for number in range(FILES)]
        for visitor in range(options.visitors):
            country, agent = draw.choice(COUNTRIES), draw.choice(AGENTS)
            who = f'"source":"//bench","event":"{EVENT}","actor":"u{visitor}","actorkind":"account","country":"{country}","useragent":"{agent}"'
            for number, (kind, seconds, rest) in enumerate(records(draw)):
                logs[visitor % FILES].write(f'{{"id":"{visitor}-{number}","type":"{kind}","time":"{at(seconds)}",{who}{rest}}}\n')
                lines += 1
    print(f"{options.visitors} registered, {lines} lines")


if __name__ == "__main__":
    main()
