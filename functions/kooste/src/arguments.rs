//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use record::{Actor, Id};
use url::Url;

/// Turns the raw event logs of a virtual or hybrid event platform into a report that tells nothing about a single visitor.
#[derive(Debug, Parser)]
#[command(name = "kooste", version, after_help = "Exit status: 0 done, 1 failed, 2 wrong usage, 3 refused for privacy or residency.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) roots: RootArguments,
    /// Print one line of JSON on stdout instead of sentences.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where things lie.
#[derive(Debug, Args)]
pub(crate) struct RootArguments {
    /// A folder that holds all three roots, as raw/, lake/ and reports/; it goes before the variables of the three.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    // The variables are read in `Roots::new`: clap would take them for given, and so for a contradiction to `--root`.
    /// Raw logs and event definitions: `file:///…`, `s3://bucket/prefix` or `gs://bucket/prefix`; else what `KOOSTE_RAW` says.
    #[arg(long, global = true, value_name = "URL", conflicts_with = "root")]
    pub(crate) raw: Option<String>,
    /// Converted records; else what `KOOSTE_LAKE` says.
    #[arg(long, global = true, value_name = "URL", conflicts_with = "root")]
    pub(crate) lake: Option<String>,
    /// Published reports; else what `KOOSTE_REPORTS` says.
    #[arg(long, global = true, value_name = "URL", conflicts_with = "root")]
    pub(crate) reports: Option<String>,
    /// A folder of query files, local or a URL: added to the built-in ones, each in the place of one that has its name.
    #[arg(long, global = true, env = "KOOSTE_QUERIES", hide_env_values = true, value_name = "DIR|URL")]
    pub(crate) queries: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make an event with a realistic log, run everything, and say where the report is.
    Demo {
        /// How many people the event invites.
        #[arg(long, default_value_t = crate::command::demo::VISITORS, value_parser = clap::value_parser!(u32).range(50..=100_000))]
        visitors: u32,
    },
    /// Convert what is new, then report.
    Run {
        /// The event.
        #[arg(long, value_name = "ID")]
        event: Id,
    },
    /// Convert raw logs that are not converted yet.
    Convert {
        /// The event; that of the objects where they are named.
        #[arg(long, value_name = "ID", required_unless_present = "object")]
        event: Option<Id>,
        /// Only these objects, by their keys in the raw root.
        #[arg(long, value_name = "KEY", num_args = 1..)]
        object: Vec<String>,
    },
    /// Report on what is converted.
    Report {
        /// The event.
        #[arg(long, value_name = "ID")]
        event: Id,
        /// Compute and write everything again.
        #[arg(long)]
        force: bool,
    },
    /// One sweep over all events: of those that are due, convert what is not, then report; the others wait.
    Schedule,
    /// Begin a query: a file with its head and a test case, ready to be changed.
    New {
        /// What the table is called: lowercase letters, digits and _. `visitors_by_browser` begins with visitors by their browser.
        name: String,
        /// The chapter of the report.
        #[arg(long, default_value = "audience")]
        chapter: String,
    },
    /// List what queries can read: tables, or the columns of one.
    Tables {
        /// One table: its columns with type, meaning, class and examples.
        name: Option<String>,
    },
    /// Check query files: whether each parses, is guarded and is documented; and say why not.
    Check {
        /// Files to check; all of the query folder, or all built-in ones, where none is named.
        files: Vec<PathBuf>,
        /// Run them on the demo event too, and warn of tables of which nothing is published.
        #[arg(long)]
        demo: bool,
    },
    /// Tell the longer story of a code that `check` names, with an example of what to write instead.
    Explain {
        /// The code, as P020; a list of all where none is given.
        code: Option<String>,
    },
    /// Show what a query would publish, and why a value of it is hidden. Nothing is published.
    Preview {
        /// The query file: a new one, or a changed one of the set.
        file: PathBuf,
        /// The event; without one, the demo event, which is made on the first time and kept.
        #[arg(long, value_name = "ID")]
        event: Option<Id>,
        /// Show it again whenever the file is saved.
        #[arg(long)]
        watch: bool,
        /// Write the table as a page of the report, to this file or to <table>.html.
        #[arg(long, value_name = "PAGE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
        html: Option<String>,
    },
    /// Attack what is published of an event, and say what an attacker learns.
    Audit {
        /// The event.
        #[arg(long, value_name = "ID")]
        event: Id,
    },
    /// Erase a person from what is converted and listed, and keep them out of what will be.
    #[command(group = clap::ArgGroup::new("who").required(true))]
    Erase {
        /// The event.
        #[arg(long, value_name = "ID")]
        event: Id,
        /// The person, by the key of the log: `account:…`, `ticket:…` or `guest:…`.
        #[arg(long, value_name = "KIND:KEY", group = "who")]
        actor: Option<Actor>,
        /// Everybody who asked for it in the log (`erasure.requested`).
        #[arg(long, group = "who")]
        requested: bool,
    },
    /// Turn another platform's log into an event definition and a raw log of the contract.
    Import {
        /// The platform.
        platform: Platform,
        /// Its files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The event to make.
        #[arg(long, value_name = "ID")]
        event: Id,
        /// The organizer of the event.
        #[arg(long, value_name = "ID")]
        organizer: Option<Id>,
        /// The time zone of the report, as Europe/Helsinki.
        #[arg(long, value_name = "ZONE")]
        timezone: Option<String>,
    },
    /// Make, list and revoke the links through which organizers and partners download.
    Link {
        #[command(subcommand)]
        action: LinkAction,
    },
    /// Check a bundle's files against its manifest.
    Verify {
        /// The folder of a release, or its bundle.zip.
        bundle: PathBuf,
    },
}

/// What to do with download links.
#[derive(Debug, Subcommand)]
pub(crate) enum LinkAction {
    /// Make a link to an event's newest release, and print its address: once, for only its hash is kept.
    Make {
        /// The event.
        #[arg(long, value_name = "ID")]
        event: Id,
        /// Link to the organizer's lists of people instead.
        #[arg(long, conflicts_with = "partner")]
        contacts: bool,
        /// Link to what this partner may have instead.
        #[arg(long, value_name = "ID")]
        partner: Option<Id>,
        /// How many days the link works.
        #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=366))]
        days: u16,
        /// The address of the deployed download function.
        #[arg(long, env = "KOOSTE_DOWNLOAD_URL", hide_env_values = true, value_name = "URL")]
        base_url: Url,
    },
    /// List all links: what each opens, until when, and whether it still does.
    List,
    /// Revoke a link, for good.
    Revoke {
        /// The link's id, as it was printed and as `list` shows it, or enough of its beginning.
        link: String,
    },
}

/// A platform whose logs can be imported.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Platform {
    /// BigBlueButton: recorded webhooks (NDJSON, raw or mapped) or a recording's events.xml.
    Bigbluebutton,
}
