//! What the demo's visitors look through: browsers, addresses, clocks.

use record::kind::Mode;

use super::log::Channel;
use super::people::Home;
use super::random::Random;
use super::time::{HOUR, MINUTE, Millis, SECOND};

/// Desktop browsers with their weights.
const DESKTOPS: &[(u64, &str)] = &[
    (34, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36"),
    (19, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36 Edg/147.0.0.0"),
    (9, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:149.0) Gecko/20100101 Firefox/149.0"),
    (12, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.3 Safari/605.1.15"),
    (11, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36"),
    (4, "Mozilla/5.0 (X11; Linux x86_64; rv:149.0) Gecko/20100101 Firefox/149.0"),
    (2, "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36"),
    (1, "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36"),
];

/// Mobile browsers with their weights.
const MOBILES: &[(u64, &str)] = &[
    (
        40,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.3 Mobile/15E148 Safari/604.1",
    ),
    (36, "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Mobile Safari/537.36"),
    (
        12,
        "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
    ),
    (12, "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"),
];

/// What a client says about its clock.
#[derive(Clone, Copy, Debug)]
pub(super) enum Clock {
    /// Nothing: its time is taken as it is.
    Silent,
    /// When it sent and when the server received; its clock is ahead by so much.
    Told(Millis),
}

/// One browser tab or app of one person.
#[derive(Clone, Debug)]
pub(super) struct Device {
    /// The connection; a badge has none.
    pub(super) connection: Option<String>,
    /// The log that it is written to.
    pub(super) channel: Channel,
    /// How the person is there.
    pub(super) mode: Mode,
    /// Its `User-Agent`.
    pub(super) useragent: Option<&'static str>,
    /// Its address.
    pub(super) address: Option<String>,
    /// Where the edge has located it.
    pub(super) country: Option<&'static str>,
    /// Its language.
    pub(super) locale: Option<&'static str>,
    /// Its clock.
    pub(super) clock: Clock,
}

/// A browser on a desk.
pub(super) fn desktop(random: &mut Random, home: Home, skewed: bool) -> Device {
    browser(random, home, DESKTOPS, skewed)
}

/// A browser on a phone or a tablet.
pub(super) fn mobile(random: &mut Random, home: Home) -> Device {
    browser(random, home, MOBILES, false)
}

/// The event's own app.
pub(super) fn app(random: &mut Random, home: Home) -> Device {
    Device { channel: Channel::App, mode: Mode::App, ..browser(random, home, MOBILES, false) }
}

/// A badge that readers at the doors see: no connection, no browser.
pub(super) const fn badge() -> Device {
    let (connection, useragent, address, country, locale) = (None, None, None, None, None);
    Device { connection, channel: Channel::Gates, mode: Mode::Onsite, useragent, address, country, locale, clock: Clock::Silent }
}

fn browser(random: &mut Random, home: Home, kinds: &[(u64, &'static str)], skewed: bool) -> Device {
    let channel = Channel::Edge(u8::from(random.chance(500)) + 1);
    let clock = if skewed {
        Clock::Told(if random.chance(500) { random.between(-3 * HOUR, -MINUTE) } else { random.between(MINUTE, 2 * HOUR) })
    } else if random.chance(80) {
        Clock::Told(random.bell(0, SECOND / 2))
    } else {
        Clock::Silent
    };
    Device {
        connection: Some(format!("c-{:012x}", random.next() >> 16)),
        channel,
        mode: Mode::Online,
        useragent: Some(random.weighted(kinds)),
        address: Some(address(random)),
        // Where the edge did not know, only the address is left.
        country: random.chance(960).then_some(home.country),
        locale: Some(home.locale),
        clock,
    }
}

/// An address of the ranges kept for documentation (RFC 5737, RFC 3849).
fn address(random: &mut Random) -> String {
    let host = random.below(254) + 1;
    match random.below(4) {
        0 => format!("192.0.2.{host}"),
        1 => format!("198.51.100.{host}"),
        2 => format!("203.0.113.{host}"),
        _ => format!("2001:db8:{:x}::{host:x}", random.below(65_536)),
    }
}
