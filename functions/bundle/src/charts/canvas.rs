//! The sheet that everything is drawn on.

use std::fmt::Write;

/// The size of plain text in a drawing, in its units, which are CSS pixels at full width.
pub(super) const TEXT: f64 = 13.0;

/// The size of axis labels.
pub(super) const SMALL: f64 = 12.0;

/// From one line of text to the next.
pub(super) const LINE: f64 = 16.0;

/// A finished drawing: well-formed SVG, escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Svg {
    markup: String,
    description: String,
}

impl Svg {
    /// The SVG as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.markup
    }

    /// What the drawing shows, for those who do not see it.
    pub(crate) fn description(&self) -> &str {
        &self.description
    }
}

/// Where a text hangs on its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// The sheet. Classes are constants of this module's callers; texts are escaped.
#[derive(Debug)]
pub(super) struct Canvas {
    width: f64,
    height: f64,
    body: String,
}

impl Canvas {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { width, height, body: String::new() }
    }

    pub(super) fn rectangle(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), class: &str) {
        self.push(&format!("<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" class=\"{class}\"/>"));
    }

    pub(super) fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), class: &str) {
        self.push(&format!("<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" class=\"{class}\"/>"));
    }

    pub(super) fn dot(&mut self, (x, y): (f64, f64), radius: f64, class: &str) {
        self.push(&format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" class=\"{class}\"/>"));
    }

    /// An open path through points.
    pub(super) fn path(&mut self, points: &[(f64, f64)], class: &str) {
        let mut data = String::new();
        for (position, (x, y)) in points.iter().enumerate() {
            let command = if position == 0 { 'M' } else { 'L' };
            // Writing to a string cannot fail.
            let _ = write!(data, "{command}{x:.1} {y:.1}");
        }
        self.push(&format!("<path d=\"{data}\" class=\"{class}\"/>"));
    }

    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.push(&format!("<text x=\"{x:.1}\" y=\"{y:.1}\"{anchor} class=\"{class}\">{}</text>", escape(text)));
    }

    fn push(&mut self, element: &str) {
        self.body.push_str(element);
    }

    /// The drawing, named and described for those who do not see it. `id` must be unique in the page.
    pub(super) fn finish(self, id: &str, title: &str, description: &str) -> Svg {
        let Self { width, height, body } = self;
        let (name, described) = (escape(title), escape(description));
        let markup = format!(
            "<svg viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" role=\"img\" \
             aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{name}</title><desc id=\"{id}-d\">{described}</desc>{body}</svg>"
        );
        Svg { markup, description: description.to_owned() }
    }
}

/// Escapes a text for SVG and leaves out what XML cannot hold at all: control characters and the two non-characters.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}
