//! Swedish.

use disclosure::Rule;
use jiff::civil::Date;

use super::{BookWords, Headlines, Words};

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
    visitor: "besökare",
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
    of_shown: "Tabellen har dolda tal: det här är det största av dem som visas.",
    left_early: "av besökarna gick mer än fem minuter före slutet",
    lost_within: |minutes| format!("av dem som var där i början gick inom {minutes} minuter"),
    minutes_between: |from, until| format!("minut {from}–{until}"),
    best_country: |country| format!("från {country}"),
    best_country_note: |share| format!("{share} av besökarna"),

    headlines: Headlines {
        came: |visitors| format!("{} kom", visitors.of("besökare", "besökare")),
        came_of: |visitors, registered, share| format!("{} kom; av {registered} anmälda kom {share}", visitors.of("besökare", "besökare")),
        rate: |share| format!("{share} av de anmälda kom"),
        ticket: |ticket, came, registered| format!("{ticket}: {came} av {registered} anmälda kom"),
        registered: |day, persons| format!("{persons} anmälde sig {day}"),
        part_of_all: |group, visitors, share| {
            let of = share.map_or_else(String::new, |share| format!(", {share} av alla"));
            format!("{group}: {}{of}", visitors.of("besökare", "besökare"))
        },
        group: |group, visitors| format!("{group}: {}", visitors.of("besökare", "besökare")),
        room: |room, visitors, time| format!("{room}: {}, hälften av dem minst {time}", visitors.of("besökare", "besökare")),
        session: |session, visitors, share| {
            format!("{session}: {}, {share} av dem stannade nästan hela tiden", visitors.of("besökare", "besökare"))
        },
        band: |session, visitors, band| format!("{session}: {} stannade {band} minuter", visitors.of("besökare", "besökare")),
        at_once: |persons, place| format!("{persons} var där samtidigt: {place}"),
        fell: |session, (before, after), (from, until)| format!("{session}: från {before} till {after} mellan minut {from} och {until}"),
        went: |persons, from, to| format!("{persons} gick från {from} till {to}"),
        messages: |room, messages, senders| {
            let by = senders.map_or_else(String::new, |senders| format!(" från {}", senders.of("besökare", "besökare")));
            format!("{room}: {}{by}", messages.of("meddelande", "meddelanden"))
        },
        questions: |room, questions, votes| {
            let with = votes.map_or_else(String::new, |votes| format!(" med {}", votes.of("röst", "röster")));
            format!("{room}: {}{with}", questions.of("fråga", "frågor"))
        },
        of: |part, whole| format!("{part} av {whole}"),
        stand: |stand, visitors, requests| {
            let with = requests.map_or_else(String::new, |requests| format!(", {}", requests.of("kontaktbegäran", "kontaktbegäranden")));
            format!("{stand}: {}{with}", visitors.of("besökare", "besökare"))
        },
        clicks: |target, clicks, visitors| {
            let by = visitors.map_or_else(String::new, |visitors| format!(" av {}", visitors.of("besökare", "besökare")));
            format!("{target}: {}{by}", clicks.of("klick", "klick"))
        },
        opens: |target, opens, visitors| {
            let by = visitors.map_or_else(String::new, |visitors| format!(" av {}", visitors.of("besökare", "besökare")));
            format!("{target}: öppnades {}{by}", opens.of("gång", "gånger"))
        },
        records: |records, rejected| {
            let of_them = rejected.map_or_else(String::new, |rejected| format!("; {} gick inte att läsa", rejected.text()));
            format!("{} lästes{of_them}", records.of("post", "poster"))
        },
    },

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
    definition: "Vad det betyder",
    all_tables: |count| format!("Alla {count} tabeller efter namn"),
    file: "Som fil:",
    untold: "Berättas inte i detta kapitel",
    nothing: |persons| {
        format!(
            "Här finns inget att visa: inget registrerades, eller varje tal gällde färre än {persons} personer eller hade avslöjat ett sådant tal."
        )
    },
    scroll: "En bred tabell: rulla i sidled för att se allt",
    not_known: "okänt",
    none: "saknas",
    yes: "ja",
    no: "nej",
    left_out: |count| format!("Ytterligare {} i tabellen men inte i bilden.", count.of("tal finns", "tal finns")),
    more_drawings: |count| count.of("bild till", "bilder till"),

    bars: |of| format!("Stapeldiagram, liggande: {of}."),
    columns: |of| format!("Stapeldiagram: {of}."),
    histogram: |of| format!("Histogram: {of}."),
    lines: |of| format!("Linjediagram: {of}."),
    matrix: |of| format!("Skuggat rutnät: {of}."),
    some_hidden: "En del tal är dolda och inte ritade.",
    matrix_rows: |rows, columns| format!("Rader: {rows}. Kolumner: {columns}."),
    flow_sides: "Från raden till kolumnen.",
    own_scales: "Varje bild har sin egen skala.",
    share_of: |parts, wholes| format!("{parts} ({wholes} = 100\u{a0}%)"),

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
    about_quality_text: |files, size| format!("Talen har beräknats ur {} ({size}).", files.of("loggfil", "loggfiler")),
    about_languages: |texts| {
        format!("{} saknas på svenska och visas på ett annat språk.", texts.of("av evenemangets texter", "av evenemangets texter"))
    },
    about_quality_chapter: "Vad som inte gick att läsa, fanns dubbelt eller måste härledas berättas i det sista kapitlet.",
    about_missing: |tables| {
        format!(
            "Saknas i denna rapport, eftersom deras frågor inte kunde användas: {tables}. Orsakerna finns i manifest.json bredvid denna fil."
        )
    },
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
        ("excluded_other", "Personer i någon annan roll, räknas inte"),
    ],
    countries: "\
        AD Andorra|AE Förenade Arabemiraten|AF Afghanistan|AG Antigua och Barbuda|AI Anguilla|AL Albanien|AM Armenien|AO Angola|\
        AQ Antarktis|AR Argentina|AS Amerikanska Samoa|AT Österrike|AU Australien|AW Aruba|AX Åland|AZ Azerbajdzjan|\
        BA Bosnien och Hercegovina|BB Barbados|BD Bangladesh|BE Belgien|BF Burkina Faso|BG Bulgarien|BH Bahrain|BI Burundi|BJ Benin|\
        BL S:t Barthélemy|BM Bermuda|BN Brunei|BO Bolivia|BQ Karibiska Nederländerna|BR Brasilien|BS Bahamas|BT Bhutan|BV Bouvetön|\
        BW Botswana|BY Belarus|BZ Belize|CA Kanada|CC Kokosöarna|CD Kongo-Kinshasa|CF Centralafrikanska republiken|CG Kongo-Brazzaville|\
        CH Schweiz|CI Elfenbenskusten|CK Cooköarna|CL Chile|CM Kamerun|CN Kina|CO Colombia|CR Costa Rica|CU Kuba|CV Kap Verde|\
        CW Curaçao|CX Julön|CY Cypern|CZ Tjeckien|DE Tyskland|DJ Djibouti|DK Danmark|DM Dominica|DO Dominikanska republiken|DZ Algeriet|\
        EC Ecuador|EE Estland|EG Egypten|EH Västsahara|ER Eritrea|ES Spanien|ET Etiopien|FI Finland|FJ Fiji|FK Falklandsöarna|\
        FM Mikronesien|FO Färöarna|FR Frankrike|GA Gabon|GB Storbritannien|GD Grenada|GE Georgien|GF Franska Guyana|GG Guernsey|\
        GH Ghana|GI Gibraltar|GL Grönland|GM Gambia|GN Guinea|GP Guadeloupe|GQ Ekvatorialguinea|GR Grekland|\
        GS Sydgeorgien och Sydsandwichöarna|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|HK Hongkong|HM Heardön och McDonaldöarna|\
        HN Honduras|HR Kroatien|HT Haiti|HU Ungern|ID Indonesien|IE Irland|IL Israel|IM Isle of Man|IN Indien|\
        IO Brittiska territoriet i Indiska oceanen|IQ Irak|IR Iran|IS Island|IT Italien|JE Jersey|JM Jamaica|JO Jordanien|JP Japan|\
        KE Kenya|KG Kirgizistan|KH Kambodja|KI Kiribati|KM Komorerna|KN S:t Kitts och Nevis|KP Nordkorea|KR Sydkorea|KW Kuwait|\
        KY Caymanöarna|KZ Kazakstan|LA Laos|LB Libanon|LC S:t Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Litauen|\
        LU Luxemburg|LV Lettland|LY Libyen|MA Marocko|MC Monaco|MD Moldavien|ME Montenegro|MF Saint-Martin|MG Madagaskar|\
        MH Marshallöarna|MK Nordmakedonien|ML Mali|MM Myanmar (Burma)|MN Mongoliet|MO Macao|MP Nordmarianerna|MQ Martinique|\
        MR Mauretanien|MS Montserrat|MT Malta|MU Mauritius|MV Maldiverna|MW Malawi|MX Mexiko|MY Malaysia|MZ Moçambique|NA Namibia|\
        NC Nya Kaledonien|NE Niger|NF Norfolkön|NG Nigeria|NI Nicaragua|NL Nederländerna|NO Norge|NP Nepal|NR Nauru|NU Niue|\
        NZ Nya Zeeland|OM Oman|PA Panama|PE Peru|PF Franska Polynesien|PG Papua Nya Guinea|PH Filippinerna|PK Pakistan|PL Polen|\
        PM S:t Pierre och Miquelon|PN Pitcairnöarna|PR Puerto Rico|PS Palestinska territorierna|PT Portugal|PW Palau|PY Paraguay|\
        QA Qatar|RE Réunion|RO Rumänien|RS Serbien|RU Ryssland|RW Rwanda|SA Saudiarabien|SB Salomonöarna|SC Seychellerna|SD Sudan|\
        SE Sverige|SG Singapore|SH S:t Helena|SI Slovenien|SJ Svalbard och Jan Mayen|SK Slovakien|SL Sierra Leone|SM San Marino|\
        SN Senegal|SO Somalia|SR Surinam|SS Sydsudan|ST São Tomé och Príncipe|SV El Salvador|SX Sint Maarten|SY Syrien|SZ Eswatini|\
        TC Turks- och Caicosöarna|TD Tchad|TF Franska sydterritorierna|TG Togo|TH Thailand|TJ Tadzjikistan|TK Tokelauöarna|TL Östtimor|\
        TM Turkmenistan|TN Tunisien|TO Tonga|TR Turkiet|TT Trinidad och Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraina|UG Uganda|\
        UM USA:s yttre öar|US USA|UY Uruguay|UZ Uzbekistan|VA Vatikanstaten|VC S:t Vincent och Grenadinerna|VE Venezuela|\
        VG Brittiska Jungfruöarna|VI Amerikanska Jungfruöarna|VN Vietnam|VU Vanuatu|WF Wallis- och Futunaöarna|WS Samoa|XK Kosovo|\
        YE Jemen|YT Mayotte|ZA Sydafrika|ZM Zambia|ZW Zimbabwe",
};
