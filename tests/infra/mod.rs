//! What is deployed: the template, checked without an account.
//!
//! | module | what must hold |
//! |---|---|
//! | `linters` | what AWS's and others' linters ask for |
//! | `rules` | what they miss: regions, encryption, limits, names |
//! | `roles` | what each role may do, as a table, and what none may |
//! | `stack` | the whole of it in an emulator, from a raw log to a download |
//! | `template` | the template as JSON |

mod linters;
mod roles;
mod rules;
mod stack;
mod template;
