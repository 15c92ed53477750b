//! How wide a text will be, without a font at hand: the page is set in whatever sans-serif the reader's system has.

/// Advances of ASCII from U+0020, in thousandths of the size, as Helvetica and Arial have them (Adobe Core 14 metrics).
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
    278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
    556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Other systems' fonts are up to this much wider: `DejaVu` Sans is, of those that are common.
const ALLOWANCE: f64 = 1.16;

/// So much wider is their bold.
const BOLD_ALLOWANCE: f64 = 1.28;

/// The width of a text at a font size, rather too large than too small.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    advances(text) * size * ALLOWANCE
}

/// The width of a bold text at a font size, rather too large than too small.
pub(super) fn bold_width(text: &str, size: f64) -> f64 {
    advances(text) * size * BOLD_ALLOWANCE
}

fn advances(text: &str) -> f64 {
    let thousandths: u32 = text.chars().map(advance).sum();
    f64::from(thousandths) / 1000.0
}

fn advance(character: char) -> u32 {
    let code = u32::from(character);
    let ascii = code.checked_sub(0x20).and_then(|index| usize::try_from(index).ok()).and_then(|index| ADVANCES.get(index));
    match ascii {
        Some(&advance) => u32::from(advance),
        None if code == 0xA0 => 278,
        // Accented Latin, Greek and Cyrillic are about as wide as a wide letter; beyond them signs fill their square.
        None if code < 0x2000 => 667,
        None => 1000,
    }
}

/// Breaks a text into at most `lines_max` lines of at most `width_max`; what does not fit ends in an ellipsis.
pub(super) fn wrap(text: &str, size: f64, width_max: f64, lines_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width(&longer, size) <= width_max {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    if lines.len() > lines_max {
        let rest = lines.split_off(lines_max.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    lines.into_iter().map(|line| shorten(&line, size, width_max)).collect()
}

fn shorten(line: &str, size: f64, width_max: f64) -> String {
    if width(line, size) <= width_max {
        return line.to_owned();
    }
    let mut kept = line.to_owned();
    while !kept.is_empty() && width(&kept, size) + width("…", size) > width_max {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_broken_between_words() {
        assert_eq!(wrap("Opening of the day", 13.0, 80.0, 2), ["Opening of", "the day"]);
        assert_eq!(wrap("", 13.0, 80.0, 2), [""]);
    }

    proptest! {
        #[test]
        fn a_broken_text_fits(text in "\\PC{0,80}", lines in 1_usize..4) {
            let broken = wrap(&text, 12.0, 90.0, lines);
            prop_assert!(broken.len() <= lines);
            prop_assert!(broken.iter().all(|line| width(line, 12.0) <= 90.0));
        }
    }
}
