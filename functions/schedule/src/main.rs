//! The deployed function `schedule`: see [`schedule::function`].

use std::process::ExitCode;

use schedule::function::{Context, handle};

fn main() -> ExitCode {
    lambda::start(Context::from_env(), &async |context: &Context, _, invocation| handle(context, invocation).await)
}
