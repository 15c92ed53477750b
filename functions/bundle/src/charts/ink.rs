//! The colours of drawings: variables that a page resolves for light and dark, and the literal ones of paper.

use super::Svg;

/// The style sheet of the report's colours and of the classes that drawings have.
pub(crate) const INK: &str = include_str!("ink.css");

/// Where the colours of paper begin in it.
const PAPER: &str = ":root { /* light, and paper */";

impl Svg {
    /// The drawing as a file of its own, in the colours of paper and a named font: what draws it knows neither a page nor variables.
    pub(crate) fn on_paper(&self, font: &str) -> String {
        let open = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"{font}\" ");
        let body = self.as_str().replacen("<svg ", &open, 1);
        body.replacen('>', &format!("><style>{}</style>", paper()), 1)
    }
}

/// The classes with every variable resolved.
fn paper() -> String {
    let colours = INK.split_once(PAPER).map_or("", |(_, after)| after).lines().skip(1).take_while(|line| !line.contains('}'));
    let colours: Vec<(&str, &str)> = colours.filter_map(|line| line.trim().trim_end_matches(';').split_once(": ")).collect();
    let classes = INK.lines().filter(|line| line.starts_with(".k-")).collect::<String>();
    colours.iter().fold(classes, |classes, (name, colour)| classes.replace(&format!("var({name})"), colour))
}

#[cfg(test)]
mod tests {
    use super::super::canvas::Canvas;
    use super::*;

    #[test]
    fn no_variable_is_left_on_paper() {
        assert!(paper().contains(".k-bar, .k-dot { fill: #1f7a9c; }") && !paper().contains("var("));
    }

    #[test]
    fn a_drawing_on_paper_stands_alone() {
        let svg = Canvas::new(10.0, 10.0).finish("a", "T", "D").on_paper("Inter");
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"Inter\" viewBox="));
        assert!(svg.contains("aria-labelledby=\"a-t a-d\"><style>.k-"));
    }
}
