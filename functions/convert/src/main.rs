//! The deployed function `convert`: see [`convert::function`].

use std::process::ExitCode;

use convert::function::{Context, handle};

// The system allocator returns memory to the kernel too eagerly for buffers of megabytes that are made anew for each batch.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    lambda::start(Context::from_env(), &handle)
}
