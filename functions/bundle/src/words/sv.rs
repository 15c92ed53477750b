//! Swedish.

use disclosure::Rule;
use jiff::civil::Date;

use super::{BookWords, Words};

const MONTHS: [&str; 12] =
    ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];

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
    decimal_mark: ',',
    group_mark: '\u{a0}',
    percent: "\u{a0}%",
    weekdays: ["mån", "tis", "ons", "tors", "fre", "lör", "sön"],
    date,
    day_month,
    dates,
    clock: |time| format!("{:02}.{:02}", time.hour(), time.minute()),
    moment: |day, clock| format!("{day} kl. {clock}"),

    skip: "Hoppa till rapporten",
    kicker: "Evenemangsrapport",
    contents: "Innehåll",
    in_short: "I korthet",
    visitors: "besökare",
    of_registered: |registered| format!("{registered} hade anmält sig"),
    show_up: "av de anmälda kom",
    no_shows: |persons| format!("{persons} uteblev"),
    walk_ins: |persons| format!("{persons} kom utan anmälan"),
    peak: "närvarande samtidigt som mest",
    place_and_time: |place, time| format!("{place}, {time}"),
    best_session: "på den mest besökta programpunkten",
    best_session_stayed: |session, share| format!("{session}: {share} av dem stannade nästan hela tiden"),
    best_stand: "i den mest besökta montern",
    best_country: |country| format!("från {country}"),
    best_country_note: |share| format!("{share} av besökarna"),

    highest: |name, number| format!("Högst: {name}, {number}."),
    chapters: &[
        ("audience", "Vilka kom"),
        ("sessions", "Vad de följde"),
        ("interaction", "Hur de deltog"),
        ("stands", "Montrar, länkar och dokument"),
        ("registrations", "Anmälningar och svar"),
        ("quality", "Uppgifternas kvalitet"),
    ],
    table_rows: |rows| format!("Talen som tabell ({rows} rader)"),
    first_rows: |shown, rows, file| format!("De första {shown} av {rows} rader; alla finns i {file}."),
    definitions: "Vad talen betyder",
    file: "Som fil:",
    nothing: |persons| format!("Här finns inget att visa: inget registrerades, eller varje tal gällde färre än {persons} personer."),
    scroll: "En bred tabell: rulla i sidled för att se allt",
    not_known: "okänt",
    none: "saknas",
    yes: "ja",
    no: "nej",
    left_out: |count| format!("Ytterligare {count} finns i tabellen men inte i bilden."),

    bars: |of| format!("Stapeldiagram, liggande: {of}."),
    columns: |of| format!("Stapeldiagram: {of}."),
    histogram: |of| format!("Histogram: {of}."),
    lines: |of| format!("Linjediagram: {of}."),
    matrix: |of| format!("Skuggat rutnät: {of}."),
    some_hidden: "En del tal är dolda och inte ritade.",
    matrix_rows: |rows, columns| format!("Rader: {rows}. Kolumner: {columns}."),
    flow_sides: "Från raden till kolumnen.",
    share_of: |parts, wholes| format!("{parts}, som andel av: {wholes}"),

    hidden_note: |persons| {
        format!(
            "[c] står för ett tal om färre än {persons} personer, eller ett som skulle avslöja ett sådant tal. Det kan vara noll. \
             Talet är dolt för att ingen ska kunna kännas igen."
        )
    },
    hidden_here: |hidden, all| format!("{hidden} av {all} tal är dolda:"),
    hidden_by: |rule, hidden, persons| match rule {
        Rule::TooFew => format!("{hidden} om färre än {persons} personer"),
        Rule::Dominance => format!("{hidden} som nästan helt kommer från en eller två personer"),
        Rule::Homogeneity => format!("{hidden} som nästan alla i en grupp delar"),
        Rule::Complement => format!("{hidden} som utelämnar för få i en grupp"),
        Rule::Linked | Rule::Withheld | Rule::Changed => format!("{hidden} som skulle avslöja ett annat dolt tal"),
    },
    stay: |stay, persons| {
        format!(
            "Tal som är kvar från en tidigare version: {stay}. De nya skiljer sig med färre än {persons} personer, som skillnaden skulle avslöja."
        )
    },
    about: "Om rapporten",
    about_numbers: "Vad som räknas",
    about_numbers_text: "En besökare är en person, oavsett antalet enheter, flikar och återbesök. Den som var med genom ett konto, en \
        gästlänk eller en biljett räknas en gång när man vet att dessa hör ihop. Talare, personal, utställarnas eget folk och \
        testanvändare räknas inte. Vad en kolumn betyder står under dess tabell.",
    about_time: "Tider",
    about_time_text: |zone| format!("Alla tider är i evenemangets tidszon, {zone}."),
    about_privacy: "Integritet",
    about_privacy_text: |persons| {
        format!(
            "Inget tal i rapporten gäller färre än {persons} personer. Ett mindre tal, även noll, skrivs inte ut: där står [c], och det är \
             inte ritat någonstans. Därför summerar delarna inte alltid till helheten."
        )
    },
    about_privacy_count: |hidden, all| format!("Av {all} tal som beräknades för rapporten är {hidden} dolda."),
    about_privacy_none: "I den här rapporten behövde inget döljas.",
    about_sharing: "Vad får jag dela vidare?",
    about_sharing_text: &[
        "Allt. Rapporten, tabellerna och filerna innehåller tal om grupper, inga namn, adresser eller andra uppgifter om enskilda besökare.",
        "Till vem? Till alla som frågar: styrelsen, partner, talare, medier. Berätta samtidigt vad talet betyder och vilket evenemang det gäller.",
        "Låt [c] stå kvar, och lägg inte ihop eller dra ifrån tal, ur en eller flera rapporter, för att ta reda på vad det står för.",
        "Finns det en nyare rapport om evenemanget, dela den i stället.",
        "Kontaktlistor, om evenemanget har sådana, hör inte till rapporten. De är egna filer, var och en bara för det ändamål och den mottagare som den anger.",
    ],
    about_quality: "Varifrån talen kommer",
    about_quality_text: |files, size| format!("Talen har beräknats ur loggfiler, {files} till antalet ({size})."),
    about_quality_chapter: "Vad som inte gick att läsa, fanns dubbelt eller måste härledas berättas i det sista kapitlet.",
    made_by: |version| format!("Gjord med kooste {version}. Att inget har ändrats kan kontrolleras mot manifest.json."),
    missing_characters: "□ står för tecken som saknas i det här dokumentets typsnitt; de syns i report.html och i tabellerna.",

    partner_kicker: "Sammandrag för en partner",
    partner_introduction: "Vad besökarna gjorde vid er monter. Talen är evenemangsrapportens; andra partners tal finns inte här.",
    partner_sharing: "Allt. Talen gäller grupper av besökare, inte enskilda. Låt [c] stå kvar.",

    book: BookWords {
        cover: "Omslag",
        notes: "Anmärkningar",
        definitions: "Definitioner",
        charts: "Diagram",
        introduction: |tables| {
            format!(
                "Den här arbetsboken innehåller evenemangsrapportens tabeller, {tables} till antalet, en på varje blad. Talen är tal och \
                 tiderna är tider, så det går att sortera, räkna och rita med dem. Börja med innehållet."
            )
        },
        table_title: |number, title| format!("Tabell {number}: {title}"),
        one_table: "Det här bladet innehåller en tabell.",
        charts_note: "Diagrammen är ritade ur tabeller där inget är dolt. Rapporten har en bild av dem alla.",
        back: "Tillbaka till innehållet",
        to_definitions: "Vad kolumnerna betyder",
        shorthand: "Beteckning",
        number: "Nr",
        table: "Tabell",
        chapter: "Kapitel",
        summary: "Vad den berättar",
        column: "Kolumn",
        unit: "Enhet",
        definition: "Definition",
        subject: "Ämne",
        note: "Anmärkning",
        persons: "personer",
        minutes: "min",
        percent: "%",
        percent_format: "0.0\"\u{a0}\"%",
        day_format: "yyyy-mm-dd",
        moment_format: "yyyy-mm-dd hh:mm",
    },

    categories: &[
        ("account", "Konto"),
        ("guest", "Gäst"),
        ("ticket", "Biljett"),
        ("online", "På nätet"),
        ("onsite", "På plats"),
        ("both", "Båda"),
        ("app", "App"),
        ("replay", "Inspelning"),
        ("desktop", "Dator"),
        ("mobile", "Telefon"),
        ("tablet", "Surfplatta"),
        ("other", "Annat"),
        ("unknown", "Okänt"),
        ("records_read", "Lästa poster"),
        ("records_kept", "Använda poster"),
        ("rejected", "Poster som inte gick att läsa"),
        ("duplicate", "Poster som kom två gånger"),
        ("inferred_leave", "Härledda avgångar"),
        ("leave_without_join", "Avgångar utan ankomst"),
        ("zero_length_stay", "Vistelser utan längd"),
        ("late", "Poster som kom sent"),
        ("unknown_types", "Poster av okänd typ"),
        ("unknown_fields", "Fält med okänt namn"),
        ("clock_corrected", "Poster med rättad klocka"),
        ("other_event", "Poster från ett annat evenemang"),
        ("excluded_speaker", "Talare, räknas inte"),
        ("excluded_staff", "Personal, räknas inte"),
        ("excluded_exhibitor", "Utställare, räknas inte"),
        ("excluded_test", "Testanvändare, räknas inte"),
        ("excluded_bot", "Botar, räknas inte"),
    ],
    countries: &[
        ("AT", "Österrike"),
        ("AU", "Australien"),
        ("BE", "Belgien"),
        ("BG", "Bulgarien"),
        ("BR", "Brasilien"),
        ("CA", "Kanada"),
        ("CH", "Schweiz"),
        ("CN", "Kina"),
        ("CY", "Cypern"),
        ("CZ", "Tjeckien"),
        ("DE", "Tyskland"),
        ("DK", "Danmark"),
        ("EE", "Estland"),
        ("ES", "Spanien"),
        ("FI", "Finland"),
        ("FR", "Frankrike"),
        ("GB", "Storbritannien"),
        ("GR", "Grekland"),
        ("HR", "Kroatien"),
        ("HU", "Ungern"),
        ("IE", "Irland"),
        ("IL", "Israel"),
        ("IN", "Indien"),
        ("IS", "Island"),
        ("IT", "Italien"),
        ("JP", "Japan"),
        ("KR", "Sydkorea"),
        ("LI", "Liechtenstein"),
        ("LT", "Litauen"),
        ("LU", "Luxemburg"),
        ("LV", "Lettland"),
        ("MT", "Malta"),
        ("MX", "Mexiko"),
        ("NL", "Nederländerna"),
        ("NO", "Norge"),
        ("NZ", "Nya Zeeland"),
        ("PL", "Polen"),
        ("PT", "Portugal"),
        ("RO", "Rumänien"),
        ("RS", "Serbien"),
        ("RU", "Ryssland"),
        ("SE", "Sverige"),
        ("SG", "Singapore"),
        ("SI", "Slovenien"),
        ("SK", "Slovakien"),
        ("TR", "Turkiet"),
        ("UA", "Ukraina"),
        ("US", "USA"),
        ("ZA", "Sydafrika"),
    ],
};
