//! What is deployed: the template, checked without an account.
//!
//! | module | what must hold |
//! |---|---|
//! | `linters` | what AWS's and others' linters ask for |
//! | `rules` | what they miss: regions, encryption, limits, names |
//! | `roles` | what each role may do, as a table, and what none may |
//! | `template` | the template as JSON |

mod linters;
mod roles;
mod rules;
mod template;
