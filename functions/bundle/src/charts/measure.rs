//! How wide a text will be in Inter, which page and paper are set in.

/// Advances of ASCII from U+0020 in Inter Regular, in thousandths of the size. Digits have the width of tabular ones.
const ADVANCES: [u16; 95] = [
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 650, 650, 650, 650, 650, 650, 650, 650, 650, 650, 288,
    302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744,
    690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612,
    612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
];

/// Advances of Latin-1 from U+00A0; 0 where the character is not seen.
const LATIN: [u16; 96] = [
    281, 288, 571, 611, 725, 550, 270, 568, 591, 914, 454, 583, 662, 0, 666, 478, 456, 662, 442, 446, 323, 586, 603, 288, 268, 304, 482,
    583, 802, 847, 882, 511, 690, 690, 690, 690, 690, 690, 994, 730, 601, 601, 601, 601, 269, 269, 269, 269, 735, 753, 765, 765, 765, 765,
    765, 662, 765, 744, 744, 744, 744, 679, 636, 616, 562, 562, 562, 562, 562, 562, 917, 571, 583, 583, 583, 583, 242, 242, 242, 242, 583,
    591, 600, 600, 600, 600, 600, 662, 600, 591, 591, 591, 591, 562, 612, 562,
];

/// So much wider than measured a text may be: for kerning, rounding, and a reader whose browser takes no embedded font.
const ALLOWANCE: f64 = 1.04;

/// So much wider is the semibold weight.
const BOLD_ALLOWANCE: f64 = 1.10;

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
    let at = |table: &[u16], first: u32| code.checked_sub(first).and_then(|index| table.get(usize::try_from(index).ok()?).copied());
    match at(&ADVANCES, 0x20).or_else(|| at(&LATIN, 0xA0)) {
        Some(advance) => u32::from(advance),
        // Other Latin, Greek and Cyrillic letters and punctuation are about as wide as a wide letter; beyond them signs fill their square.
        None if code < 0x2070 => 700,
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
