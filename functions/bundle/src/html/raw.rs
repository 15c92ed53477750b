//! The only place where markup is taken as it stands: the style sheet and our own drawings. Everything else is escaped.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};

use crate::charts::{INK, Svg};

const STYLE: &str = include_str!("style.css");

/// The letters that a report of ours is set in; a reader's own font has the others.
const FONT: &[u8] = include_bytes!("../../fonts/Inter-page.woff2");

/// The page's style sheet, with its font inside.
pub(super) fn style() -> Markup {
    let font = STANDARD.encode(FONT);
    let face = "font-family:\"Inter\";font-weight:400 700;font-display:swap";
    html! {
        style {
            (PreEscaped(format!("@font-face{{{face};src:url(data:font/woff2;base64,{font}) format(\"woff2\")}}")))
            (PreEscaped(INK)) (PreEscaped(STYLE))
        }
    }
}

/// A drawing.
pub(super) fn drawing(svg: &Svg) -> Markup {
    PreEscaped(svg.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    /// The colours of a block of the style sheet, by variable.
    fn colours(block: &str) -> Vec<(&str, [f64; 3])> {
        let parse = |line: &'static str| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
            let channel = |at: usize| u8::from_str_radix(value.get(at..at + 2)?, 16).ok().map(|byte| f64::from(byte) / 255.0);
            Some((name, [channel(0)?, channel(2)?, channel(4)?]))
        };
        let start = INK.find(block).expect("the block");
        INK[start..].lines().skip(1).take_while(|line| !line.contains('}')).filter_map(parse).collect()
    }

    /// The contrast ratio of WCAG 2.2.
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let linear = |channel: f64| if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) };
        let luminance = |colour: [f64; 3]| 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
        let (bright, dark) = (luminance(one).max(luminance(other)), luminance(one).min(luminance(other)));
        (bright + 0.05) / (dark + 0.05)
    }

    #[test]
    fn every_text_has_contrast_in_light_and_dark() {
        for block in [":root { /* light, and paper */", ":root { /* dark */"] {
            let colours = colours(block);
            let colour = |name: &str| colours.iter().find(|(found, _)| *found == name).expect(name).1;
            let texts = [("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("ink", "wash"), ("soft", "wash"), ("accent", "wash")];
            let steps = [("t1", "h1"), ("t2", "h2"), ("t3", "h3"), ("t4", "h4"), ("t5", "h5")];
            for (text, ground) in texts.into_iter().chain(steps) {
                let ratio = contrast(colour(text), colour(ground));
                assert!(ratio >= 4.5, "{block} {text} on {ground}: {ratio:.2}");
            }
            // What is drawn must be seen against what it is drawn on (WCAG 1.4.11).
            for (mark, ground) in [("data", "paper"), ("data", "h1"), ("accent", "paper"), ("soft", "paper")] {
                let ratio = contrast(colour(mark), colour(ground));
                assert!(ratio >= 3.0, "{block} {mark} on {ground}: {ratio:.2}");
            }
        }
    }

    /// The sources of this crate that hold a text.
    fn sources_with(folder: &Path, text: &str) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("the sources").map(|entry| entry.expect("an entry").path());
        let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
        let holds = |path: &PathBuf| std::fs::read_to_string(path).expect("a text").contains(text);
        files.into_iter().filter(holds).chain(folders.iter().flat_map(|folder| sources_with(folder, text))).collect()
    }

    #[test]
    fn markup_is_taken_as_it_stands_in_this_file_only() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(sources_with(&sources, concat!("Pre", "Escaped")), [sources.join("html/raw.rs")]);
    }
}
