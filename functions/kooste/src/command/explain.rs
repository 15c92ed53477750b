//! `kooste explain`: the longer story of a code.

use serde_json::json;

use crate::failure::Failure;
use crate::output::Answer;

pub(crate) fn run(code: Option<&str>) -> Result<Answer, Failure> {
    let Some(code) = code else {
        let codes: Vec<(&str, String)> = query::codes().collect();
        let text: Vec<String> = codes.iter().map(|(code, said)| format!("{code}  {said}")).collect();
        let json: Vec<_> = codes.iter().map(|(code, said)| json!({ "code": code, "message": said })).collect();
        return Ok(Answer::done(text.join("\n"), json!({ "codes": json })));
    };
    let story = query::explain(code)
        .ok_or_else(|| Failure::Usage(format!("there is no code \"{code}\": `kooste explain` without one lists all")))?;
    Ok(Answer::done(story.trim_end().to_owned(), json!({ "code": code.to_uppercase(), "story": story })))
}
