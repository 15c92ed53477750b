//! Families of user agents.

use woothee::parser::{Parser, WootheeResult};

use super::REMEMBERED_MAX;
use crate::rows::texts::Texts;

/// How much of a user agent is looked at, in bytes. Real ones have 100 to 300.
const AGENT_LEN_MAX: usize = 1024;

/// What a user agent tells. All is unknown of an agent that is not recognised; a recognised one that is neither a computer, a phone nor a
/// tablet (a television, a crawler) is a device `other`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agent {
    /// `desktop`, `mobile`, `tablet` or `other`.
    pub(crate) device: Option<&'static str>,
    /// The family of systems, without a version.
    pub(crate) os: Option<String>,
    /// The family of browsers, without a version.
    pub(crate) browser: Option<String>,
}

impl Agent {
    fn parse(text: &str) -> Self {
        let text = text.get(..text.floor_char_boundary(AGENT_LEN_MAX)).unwrap_or_default();
        let Some(found) = Parser::new().parse(text) else { return Self::default() };
        let known = |name: &str| (!name.is_empty() && name != "UNKNOWN").then(|| name.to_owned());
        Self { device: device(&found, text), os: known(os_family(found.os)), browser: known(found.name) }
    }
}

fn device(found: &WootheeResult<'_>, text: &str) -> Option<&'static str> {
    // Android tablets leave out the word "Mobile", by Google's advice to their makers; an iPad says what it is.
    let is_tablet = found.os == "iPad" || found.os == "Android" && !text.contains("Mobile");
    match found.category {
        "smartphone" | "mobilephone" if is_tablet => Some("tablet"),
        "smartphone" | "mobilephone" => Some("mobile"),
        "pc" => Some("desktop"),
        "UNKNOWN" | "" => None,
        _ => Some("other"),
    }
}

/// A system's name without what is really a version, and as its maker writes it.
fn os_family(name: &str) -> &str {
    match name {
        "iPhone" | "iPad" | "iPod" | "iOS" => "iOS",
        "Mac OSX" | "Mac OS Classic" => "macOS",
        "Windows Phone OS" | "Windows Phone" => "Windows Phone",
        name if name.starts_with("Windows") => "Windows",
        name => name,
    }
}

/// The families of user agents seen so far. Number 0 is of agents that are not given or not known.
#[derive(Debug)]
pub(crate) struct Agents {
    texts: Texts,
    numbers: Vec<u32>,
    families: Vec<Agent>,
}

impl Agents {
    /// Starts with none seen.
    pub(crate) fn new() -> Self {
        Self { texts: Texts::default(), numbers: Vec::new(), families: vec![Agent::default()] }
    }

    /// The number of the family of a user agent.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if text.len() > AGENT_LEN_MAX {
            return self.family(Agent::parse(text));
        }
        let key = self.texts.key(text) as usize;
        if key == self.numbers.len() {
            let number = self.family(Agent::parse(text));
            self.numbers.push(number);
        }
        let number = self.numbers.get(key).copied().unwrap_or(0);
        if self.numbers.len() == REMEMBERED_MAX {
            self.texts.clear();
            self.numbers.clear();
        }
        number
    }

    /// All families, by number. The names that they are made of are a closed set.
    pub(crate) fn families(&self) -> &[Agent] {
        &self.families
    }

    fn family(&mut self, agent: Agent) -> u32 {
        let place = self.families.iter().position(|family| *family == agent).unwrap_or_else(|| {
            self.families.push(agent);
            self.families.len() - 1
        });
        u32::try_from(place).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families(text: &str) -> (Option<&'static str>, Option<String>, Option<String>) {
        let mut agents = Agents::new();
        let number = agents.number(text);
        assert_eq!(agents.number(text), number);
        let Agent { device, os, browser } = agents.families()[number as usize].clone();
        (device, os, browser)
    }

    fn some(device: &'static str, os: &str, browser: &str) -> (Option<&'static str>, Option<String>, Option<String>) {
        (Some(device), Some(os.to_owned()), Some(browser.to_owned()))
    }

    #[test]
    fn agents_are_known_by_family() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
        assert_eq!(families(chrome), some("desktop", "Windows", "Chrome"));
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
        assert_eq!(families(iphone), some("mobile", "iOS", "Safari"));
        let tablet = "Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
        assert_eq!(families(tablet), some("tablet", "Android", "Chrome"));
        assert_eq!(families("Googlebot/2.1 (+http://www.google.com/bot.html)").0, Some("other"));
        assert_eq!(families("kävijä 1.0"), (None, None, None));
        assert_eq!(families(""), (None, None, None));
        assert_eq!(families(&format!("{chrome}{}", "ä".repeat(100_000))), some("desktop", "Windows", "Chrome"));
    }
}
