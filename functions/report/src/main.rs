//! The deployed function `report`: see [`report::function`].

use std::process::ExitCode;

use report::function::{Context, handle};

fn main() -> ExitCode {
    lambda::start(Context::from_env(), &handle)
}
