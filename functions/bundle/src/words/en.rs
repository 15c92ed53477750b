//! English.

use disclosure::Rule;
use jiff::civil::Date;

use super::{BookWords, Headlines, Words};

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn month(day: Date) -> &'static str {
    usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or_default()
}

fn day_month(day: Date) -> String {
    format!("{} {}", day.day(), month(day))
}

fn date(day: Date) -> String {
    format!("{} {}", day_month(day), day.year())
}

fn dates(first: Date, last: Date) -> String {
    if first == last {
        date(first)
    } else if first.year() != last.year() {
        format!("{} – {}", date(first), date(last))
    } else if first.month() != last.month() {
        format!("{} – {}", day_month(first), date(last))
    } else {
        format!("{}–{}", first.day(), date(last))
    }
}

pub(super) const WORDS: Words = Words {
    decimal_mark: '.',
    group_mark: ',',
    percent: "%",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    date,
    day_month,
    dates,
    clock: |time| format!("{:02}:{:02}", time.hour(), time.minute()),
    moment: |day, clock| format!("{day}, {clock}"),

    skip: "Skip to the report",
    kicker: "Event report",
    contents: "Contents",
    in_short: "In short",
    visitor: "visitor",
    visitors: "visitors",
    of_registered: |registered| format!("{registered} had registered"),
    show_up: "of the registered came",
    no_shows: |persons| format!("{persons} did not"),
    walk_ins: |persons| format!("{persons} came without registering"),
    peak: "there at the same time, at the peak",
    place_and_time: |place, time| format!("{place}, {time}"),
    best_session: "in the most visited session",
    best_session_stayed: |session, share| format!("{session}: {share} of them stayed for nearly all of it"),
    best_stand: "at the most visited stand",
    of_shown: "Other numbers of this table are hidden: this is the largest of those shown.",
    left_early: "of the visitors left more than five minutes early",
    lost_within: |minutes| format!("of those there at the start left within {minutes} minutes"),
    minutes_between: |from, until| format!("minutes {from}–{until}"),
    best_country: |country| format!("from {country}"),
    best_country_note: |share| format!("{share} of the visitors"),

    headlines: Headlines {
        came: |visitors| format!("{} came", visitors.of("visitor", "visitors")),
        came_of: |visitors, registered, share| {
            format!("{} came; of the {registered} registered, {share} did", visitors.of("visitor", "visitors"))
        },
        rate: |share| format!("{share} of the registered came"),
        ticket: |ticket, came, registered| format!("{ticket}: {came} of {registered} registered came"),
        registered: |day, persons| format!("{persons} registered on {day}"),
        part_of_all: |group, visitors, share| {
            let of = share.map_or_else(String::new, |share| format!(", {share} of all"));
            format!("{group}: {}{of}", visitors.of("visitor", "visitors"))
        },
        group: |group, visitors| format!("{group}: {}", visitors.of("visitor", "visitors")),
        room: |room, visitors, time| format!("{room}: {}, half of them for {time} or more", visitors.of("visitor", "visitors")),
        session: |session, visitors, share| {
            format!("{session} drew {}, {share} stayed for nearly all of it", visitors.of("visitor", "visitors"))
        },
        band: |session, visitors, band| format!("{session}: {} stayed for {band} minutes", visitors.of("visitor", "visitors")),
        at_once: |persons, place| format!("{persons} were there at the same time: {place}"),
        fell: |session, (before, after), (from, until)| format!("{session}: from {before} to {after} between minutes {from} and {until}"),
        went: |persons, from, to| format!("{persons} went from {from} to {to}"),
        messages: |room, messages, senders| {
            let by = senders.map_or_else(String::new, |senders| format!(" from {}", senders.of("visitor", "visitors")));
            format!("{room}: {}{by}", messages.of("message", "messages"))
        },
        questions: |room, questions, votes| {
            let with = votes.map_or_else(String::new, |votes| format!(" with {}", votes.of("vote", "votes")));
            format!("{room}: {}{with}", questions.of("question", "questions"))
        },
        of: |part, whole| format!("{part} of {whole}"),
        stand: |stand, visitors, requests| {
            let with = requests.map_or_else(String::new, |requests| format!(", {}", requests.of("contact request", "contact requests")));
            format!("{stand}: {}{with}", visitors.of("visitor", "visitors"))
        },
        clicks: |target, clicks, visitors| {
            let by = visitors.map_or_else(String::new, |visitors| format!(" by {}", visitors.of("visitor", "visitors")));
            format!("{target}: {}{by}", clicks.of("click", "clicks"))
        },
        opens: |target, opens, visitors| {
            let by = visitors.map_or_else(String::new, |visitors| format!(" by {}", visitors.of("visitor", "visitors")));
            format!("{target}: opened {}{by}", opens.of("time", "times"))
        },
        records: |records, rejected| {
            let of_them = rejected.map_or_else(String::new, |rejected| format!("; {} could not be read", rejected.text()));
            format!("{} read{of_them}", records.of("record", "records"))
        },
    },

    highest: |name, number| format!("Highest: {name}, {number}."),
    chapters: &[
        ("audience", "Who came"),
        ("sessions", "What they followed"),
        ("interaction", "How they took part"),
        ("stands", "Stands, links and documents"),
        ("registrations", "Registrations and answers"),
        ("quality", "How good the data is"),
    ],
    table_rows: |rows| format!("The numbers as a table ({rows} rows)"),
    first_rows: |shown, rows, file| format!("The first {shown} of {rows} rows; all of them are in {file}."),
    definitions: "What the numbers mean",
    definition: "What this means",
    all_tables: |count| format!("All {count} tables by name"),
    file: "As a file:",
    untold: "Not told in this chapter",
    nothing: |persons| {
        format!(
            "There is nothing to show here: nothing was recorded, or each number was of fewer than {persons} persons or would give such a number away."
        )
    },
    scroll: "A wide table: scroll sideways to see all of it",
    not_known: "not known",
    none: "none",
    yes: "yes",
    no: "no",
    left_out: |count| format!("{} in the table, not in the drawing.", count.of("more is", "more are")),
    more_drawings: |count| count.of("more drawing", "more drawings"),

    bars: |of| format!("Bar chart: {of}."),
    columns: |of| format!("Column chart: {of}."),
    histogram: |of| format!("Histogram: {of}."),
    lines: |of| format!("Line chart: {of}."),
    matrix: |of| format!("Shaded grid: {of}."),
    some_hidden: "Some values are hidden and not drawn.",
    matrix_rows: |rows, columns| format!("Rows: {rows}. Columns: {columns}."),
    flow_sides: "From the row to the column.",
    own_scales: "Each drawing has its own scale.",
    share_of: |parts, wholes| format!("{parts} ({wholes} = 100%)"),

    hidden_note: |persons| {
        format!(
            "[c] stands for a number of fewer than {persons} persons, or one that would give such a number away. It may be zero. \
             It is hidden so that nobody can be recognised."
        )
    },
    hidden_here: |hidden, all| format!("{hidden} of {all} numbers are hidden:"),
    hidden_by: |rule, hidden, persons| match rule {
        Rule::TooFew => format!("{hidden} of fewer than {persons} persons"),
        Rule::Dominance => format!("{hidden} mostly of one or two persons"),
        Rule::Homogeneity => format!("{hidden} that nearly everybody of a group shares"),
        Rule::Complement => format!("{hidden} that leave out too few of a group"),
        Rule::Linked | Rule::Withheld | Rule::Changed => format!("{hidden} that would give another one away"),
    },
    stay: |stay, persons| {
        format!(
            "Numbers that are those of an earlier release: {stay}. The new ones differ by fewer than {persons} persons, whom the difference would tell of."
        )
    },
    about: "About this report",
    about_numbers: "What is counted",
    about_numbers_text: "A visitor is one person, however many devices, tabs or returns there were. Someone who was there through an \
        account, a guest link or a ticket counts once where these are known to belong together. Speakers, staff, exhibitors' own people \
        and tests are not counted. What a column means is told under its table.",
    about_time: "Times",
    about_time_text: |zone| format!("All times are in the event's time zone, {zone}."),
    about_privacy: "Privacy",
    about_privacy_text: |persons| {
        format!(
            "No number in this report is about fewer than {persons} persons. A smaller number, zero included, is not printed: it reads \
             [c], and it is drawn nowhere. So parts do not always add up to their total."
        )
    },
    about_privacy_count: |hidden, all| format!("Of {all} numbers computed for this report, {hidden} are hidden."),
    about_privacy_none: "In this report nothing had to be hidden.",
    about_sharing: "What may I pass on?",
    about_sharing_text: &[
        "All of it. The report, its tables and its files hold numbers about groups, no names, addresses or other data about single visitors.",
        "To whom? To whoever asks: your board, partners, speakers, the press. Tell with a number what it means and of which event it is.",
        "Please leave [c] as it is, and do not add up or subtract numbers, of one report or of several, to find out what it stands for.",
        "Where there is a newer report of the event, pass on that one.",
        "Lists of contacts, where the event has any, are not part of the report. They are files of their own, each only for the purpose and the recipient that it names.",
    ],
    about_quality: "Where the numbers come from",
    about_quality_text: |files, size| format!("The numbers were computed from {} ({size}).", files.of("log file", "log files")),
    about_languages: |texts| {
        format!("{} not there in English, and shown in another language.", texts.of("text of the event is", "texts of the event are"))
    },
    about_quality_chapter: "What was unreadable, doubled or had to be inferred in them is told in the last chapter.",
    about_missing: |tables| {
        format!("Not in this report, because their queries could not be used: {tables}. The reasons are in manifest.json beside this file.")
    },
    made_by: |version| format!("Made with kooste {version}. How to check that nothing was changed: manifest.json beside this file."),
    missing_characters: "□ stands for characters that this document's fonts do not have; report.html and the tables show them.",

    partner_kicker: "Digest for a partner",
    partner_introduction: "What visitors did at your stand. The numbers are those of the event report; other partners' numbers are not in here.",
    partner_sharing: "All of it. The numbers are about groups of visitors, not about single ones. Please leave [c] as it is.",

    book: BookWords {
        cover: "Cover",
        notes: "Notes",
        definitions: "Definitions",
        charts: "Charts",
        introduction: |tables| {
            format!(
                "This workbook holds the {tables} tables of the event report, one on each worksheet. The numbers are numbers and the times \
                 are times, so they can be sorted, charted and calculated with. Begin with the contents."
            )
        },
        table_title: |number, title| format!("Table {number}: {title}"),
        one_table: "This worksheet contains one table.",
        charts_note: "The charts below are drawn from tables in which nothing is hidden. The report has drawings of all of them.",
        back: "Back to the contents",
        to_definitions: "What the columns mean",
        shorthand: "Shorthand",
        number: "No.",
        table: "Table",
        chapter: "Chapter",
        summary: "What it tells",
        column: "Column",
        unit: "Unit",
        definition: "Definition",
        subject: "Subject",
        note: "Note",
        persons: "persons",
        minutes: "min",
        percent: "%",
        percent_format: "0.0%",
        day_format: "d mmm yyyy",
        moment_format: "d mmm yyyy hh:mm",
    },

    categories: &[
        ("account", "Account"),
        ("guest", "Guest"),
        ("ticket", "Ticket"),
        ("online", "Online"),
        ("onsite", "On site"),
        ("both", "Both"),
        ("app", "App"),
        ("replay", "Replay"),
        ("desktop", "Computer"),
        ("mobile", "Phone"),
        ("tablet", "Tablet"),
        ("other", "Other"),
        ("unknown", "Not known"),
        ("records_read", "Records read"),
        ("records_kept", "Records used"),
        ("rejected", "Records that could not be read"),
        ("duplicate", "Records that came twice"),
        ("inferred_leave", "Departures that had to be inferred"),
        ("leave_without_join", "Departures without an arrival"),
        ("zero_length_stay", "Stays without length"),
        ("late", "Records that came late"),
        ("unknown_types", "Records of an unknown type"),
        ("unknown_fields", "Fields of an unknown name"),
        ("clock_corrected", "Records with a corrected clock"),
        ("other_event", "Records of another event"),
        ("excluded_speaker", "Speakers, not counted"),
        ("excluded_staff", "Staff, not counted"),
        ("excluded_exhibitor", "Exhibitors, not counted"),
        ("excluded_test", "Test users, not counted"),
        ("excluded_bot", "Bots, not counted"),
        ("excluded_other", "Persons of any other role, not counted"),
    ],
    countries: "\
        AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua & Barbuda|AI Anguilla|AL Albania|AM Armenia|AO Angola|\
        AQ Antarctica|AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba|AX Åland Islands|AZ Azerbaijan|\
        BA Bosnia & Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|\
        BL St. Barthélemy|BM Bermuda|BN Brunei|BO Bolivia|BQ Caribbean Netherlands|BR Brazil|BS Bahamas|BT Bhutan|BV Bouvet Island|\
        BW Botswana|BY Belarus|BZ Belize|CA Canada|CC Cocos (Keeling) Islands|CD Congo - Kinshasa|CF Central African Republic|\
        CG Congo - Brazzaville|CH Switzerland|CI Côte d’Ivoire|CK Cook Islands|CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|\
        CU Cuba|CV Cape Verde|CW Curaçao|CX Christmas Island|CY Cyprus|CZ Czechia|DE Germany|DJ Djibouti|DK Denmark|DM Dominica|\
        DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|EH Western Sahara|ER Eritrea|ES Spain|ET Ethiopia|FI Finland|\
        FJ Fiji|FK Falkland Islands|FM Micronesia|FO Faroe Islands|FR France|GA Gabon|GB United Kingdom|GD Grenada|GE Georgia|\
        GF French Guiana|GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia|GN Guinea|GP Guadeloupe|GQ Equatorial Guinea|\
        GR Greece|GS South Georgia & South Sandwich Islands|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|HK Hong Kong|\
        HM Heard Island & McDonald Islands|HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IM Isle of Man|\
        IN India|IO British Indian Ocean Territory|IQ Iraq|IR Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|\
        KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM Comoros|KN St. Kitts & Nevis|KP North Korea|KR South Korea|KW Kuwait|KY Cayman Islands|\
        KZ Kazakhstan|LA Laos|LB Lebanon|LC St. Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|\
        LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro|MF St. Martin|MG Madagascar|MH Marshall Islands|\
        MK North Macedonia|ML Mali|MM Myanmar (Burma)|MN Mongolia|MO Macao|MP Northern Mariana Islands|MQ Martinique|MR Mauritania|\
        MS Montserrat|MT Malta|MU Mauritius|MV Maldives|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|\
        NE Niger|NF Norfolk Island|NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|OM Oman|\
        PA Panama|PE Peru|PF French Polynesia|PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PM St. Pierre & Miquelon|\
        PN Pitcairn Islands|PR Puerto Rico|PS Palestinian Territories|PT Portugal|PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania|\
        RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden|SG Singapore|\
        SH St. Helena, Ascension & Tristan da Cunha|SI Slovenia|SJ Svalbard & Jan Mayen|SK Slovakia|SL Sierra Leone|SM San Marino|\
        SN Senegal|SO Somalia|SR Suriname|SS South Sudan|ST São Tomé & Príncipe|SV El Salvador|SX Sint Maarten|SY Syria|SZ Eswatini|\
        TC Turks & Caicos Islands|TD Chad|TF French Southern and Antarctic Lands|TG Togo|TH Thailand|TJ Tajikistan|TK Tokelau|\
        TL Timor-Leste|TM Turkmenistan|TN Tunisia|TO Tonga|TR Türkiye|TT Trinidad & Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine|\
        UG Uganda|UM U.S. Outlying Islands|US United States|UY Uruguay|UZ Uzbekistan|VA Vatican City|VC St. Vincent & Grenadines|\
        VE Venezuela|VG British Virgin Islands|VI U.S. Virgin Islands|VN Vietnam|VU Vanuatu|WF Wallis & Futuna|WS Samoa|XK Kosovo|\
        YE Yemen|YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe",
};
