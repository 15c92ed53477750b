//! Finnish.

use disclosure::Rule;
use jiff::civil::Date;

use super::{BookWords, Words};

fn day_month(day: Date) -> String {
    format!("{}.{}.", day.day(), day.month())
}

fn date(day: Date) -> String {
    format!("{}{}", day_month(day), day.year())
}

fn dates(first: Date, last: Date) -> String {
    if first == last {
        date(first)
    } else if first.year() != last.year() {
        format!("{}–{}", date(first), date(last))
    } else if first.month() != last.month() {
        format!("{}–{}", day_month(first), date(last))
    } else {
        format!("{}.–{}", first.day(), date(last))
    }
}

pub(super) const WORDS: Words = Words {
    decimal_mark: ',',
    group_mark: '\u{a0}',
    percent: "\u{a0}%",
    weekdays: ["ma", "ti", "ke", "to", "pe", "la", "su"],
    date,
    day_month,
    dates,
    clock: |time| format!("{}.{:02}", time.hour(), time.minute()),
    moment: |day, clock| format!("{day} klo {clock}"),

    skip: "Siirry raporttiin",
    kicker: "Tapahtumaraportti",
    contents: "Sisällys",
    in_short: "Lyhyesti",
    visitors: "kävijää",
    of_registered: |registered| format!("{registered} oli ilmoittautunut"),
    show_up: "ilmoittautuneista tuli paikalle",
    no_shows: |persons| format!("{persons} jäi tulematta"),
    walk_ins: |persons| format!("{persons} tuli ilmoittautumatta"),
    peak: "paikalla yhtä aikaa enimmillään",
    place_and_time: |place, time| format!("{place}, {time}"),
    best_session: "kävijää suosituimmassa ohjelmanumerossa",
    best_session_stayed: |session, share| format!("{session}: heistä {share} viipyi lähes koko ajan"),
    best_stand: "kävijää suosituimmalla osastolla",
    best_country: |country| format!("kävijää, maa: {country}"),
    best_country_note: |share| format!("{share} kävijöistä"),

    highest: |name, number| format!("Suurin: {name}, {number}."),
    chapters: &[
        ("audience", "Ketkä tulivat"),
        ("sessions", "Mitä seurattiin"),
        ("interaction", "Miten osallistuttiin"),
        ("stands", "Osastot, linkit ja aineistot"),
        ("registrations", "Ilmoittautumiset ja vastaukset"),
        ("quality", "Tietojen laatu"),
    ],
    table_rows: |rows| format!("Luvut taulukkona ({rows} riviä)"),
    first_rows: |shown, rows, file| format!("Ensimmäiset {shown} riviä {rows} rivistä; kaikki ovat tiedostossa {file}."),
    definitions: "Mitä luvut tarkoittavat",
    file: "Tiedostona:",
    nothing: |persons| format!("Tässä ei ole näytettävää: mitään ei kirjattu, tai jokaisen luvun takana oli alle {persons} henkilöä."),
    scroll: "Leveä taulukko: vieritä sivusuunnassa nähdäksesi kaiken",
    not_known: "ei tiedossa",
    none: "ei ole",
    yes: "kyllä",
    no: "ei",
    left_out: |count| format!("Lisäksi taulukossa on {count}, joita ei ole piirretty."),

    bars: |of| format!("Palkkikaavio: {of}."),
    columns: |of| format!("Pylväskaavio: {of}."),
    histogram: |of| format!("Histogrammi: {of}."),
    lines: |of| format!("Viivakaavio: {of}."),
    matrix: |of| format!("Sävytetty ruudukko: {of}."),
    some_hidden: "Osa luvuista on salattu eikä niitä ole piirretty.",
    matrix_rows: |rows, columns| format!("Rivit: {rows}. Sarakkeet: {columns}."),
    flow_sides: "Riviltä sarakkeeseen.",
    share_of: |parts, wholes| format!("{parts}, osuus: {wholes}"),

    hidden_note: |persons| {
        format!(
            "[c] tarkoittaa lukua, jonka takana on alle {persons} henkilöä tai josta sellaisen voisi päätellä. Se voi olla myös nolla. \
             Luku on salattu, jotta ketään ei voi tunnistaa."
        )
    },
    hidden_here: |hidden, all| format!("Luvuista on salattu {hidden}/{all}:"),
    hidden_by: |rule, hidden, persons| match rule {
        Rule::TooFew => format!("{hidden}, joiden takana on alle {persons} henkilöä"),
        Rule::Dominance => format!("{hidden}, jotka kertyvät lähes kokonaan yhdestä tai kahdesta henkilöstä"),
        Rule::Homogeneity => format!("{hidden}, jotka koskevat lähes kaikkia ryhmässä"),
        Rule::Complement => format!("{hidden}, joiden ulkopuolelle jää ryhmästä liian harva"),
        Rule::Linked | Rule::Withheld | Rule::Changed => format!("{hidden}, joista jonkin muun salatun luvun voisi päätellä"),
    },
    stay: |stay, persons| {
        format!(
            "Aiemman julkaisun mukaisina pysyviä lukuja: {stay}. Uudet luvut poikkeavat niistä alle {persons} henkilöllä, jotka ero paljastaisi."
        )
    },
    about: "Tietoja raportista",
    about_numbers: "Mitä on laskettu",
    about_numbers_text: "Kävijä on yksi henkilö riippumatta siitä, kuinka monella laitteella tai välilehdellä hän oli mukana ja kuinka \
        monta kertaa hän palasi. Tunnuksella, vieraslinkillä tai lipulla mukana ollut lasketaan kerran, jos näiden tiedetään kuuluvan \
        yhteen. Puhujia, henkilökuntaa, näytteilleasettajien omaa väkeä ja testikäyttäjiä ei lasketa. Sarakkeiden merkitys kerrotaan \
        kunkin taulukon alla.",
    about_time: "Ajat",
    about_time_text: |zone| format!("Kaikki ajat ovat tapahtuman aikavyöhykkeellä {zone}."),
    about_privacy: "Yksityisyys",
    about_privacy_text: |persons| {
        format!(
            "Mikään tämän raportin luku ei koske alle {persons} henkilöä. Pienempää lukua, nolla mukaan lukien, ei näytetä: sen paikalla \
             on [c], eikä sitä ole piirretty mihinkään. Siksi osat eivät aina summaudu kokonaisluvuksi."
        )
    },
    about_privacy_count: |hidden, all| format!("Raporttia varten lasketuista {all} luvusta {hidden} on salattu."),
    about_privacy_none: "Tässä raportissa mitään ei tarvinnut salata.",
    about_sharing: "Mitä saan jakaa eteenpäin?",
    about_sharing_text: &[
        "Kaiken. Raportissa, sen taulukoissa ja tiedostoissa on lukuja ryhmistä, ei nimiä, osoitteita eikä muita tietoja yksittäisistä kävijöistä.",
        "Kenelle? Kenelle tahansa, joka kysyy: hallitukselle, kumppaneille, puhujille, medialle. Kerro luvun mukana, mitä se tarkoittaa ja mistä tapahtumasta se on.",
        "Jätä [c] paikalleen, äläkä laske lukuja yhteen tai vähennä niitä toisistaan saadaksesi sen selville, olivatpa luvut yhdestä tai useammasta raportista.",
        "Jos tapahtumasta on uudempi raportti, jaa se.",
        "Yhteystietoluettelot, jos tapahtumalla on niitä, eivät kuulu raporttiin. Ne ovat omia tiedostojaan, kukin vain siihen tarkoitukseen ja sille vastaanottajalle, jotka siinä mainitaan.",
    ],
    about_quality: "Mistä luvut ovat peräisin",
    about_quality_text: |files, size| format!("Luvut on laskettu lokitiedostoista, joita oli {files} ({size})."),
    about_quality_chapter: "Viimeinen luku kertoo, mitä niistä ei voinut lukea, mikä oli kahteen kertaan ja mikä oli pääteltävä.",
    made_by: |version| format!("Tehty ohjelmalla kooste {version}. Muuttumattomuuden voi tarkistaa tiedostosta manifest.json."),
    missing_characters: "□ tarkoittaa merkkejä, joita tämän asiakirjan kirjasimissa ei ole; ne näkyvät tiedostossa report.html ja taulukoissa.",

    partner_kicker: "Kooste kumppanille",
    partner_introduction: "Mitä kävijät tekivät osastollanne. Luvut ovat tapahtumaraportin lukuja; muiden kumppanien lukuja tässä ei ole.",
    partner_sharing: "Kaiken. Luvut koskevat kävijöiden ryhmiä, eivät yksittäisiä kävijöitä. Jätä [c] paikalleen.",

    book: BookWords {
        cover: "Kansi",
        notes: "Huomautukset",
        definitions: "Määritelmät",
        charts: "Kaaviot",
        introduction: |tables| {
            format!(
                "Tässä työkirjassa ovat tapahtumaraportin taulukot, joita on {tables}, kukin omalla välilehdellään. Luvut ovat lukuja ja \
                 ajat aikoja, joten niitä voi lajitella ja niillä voi laskea ja piirtää. Aloita sisällyksestä."
            )
        },
        table_title: |number, title| format!("Taulukko {number}: {title}"),
        one_table: "Tällä välilehdellä on yksi taulukko.",
        charts_note: "Nämä kaaviot on piirretty taulukoista, joista mitään ei ole salattu. Raportissa on kuva niistä kaikista.",
        back: "Takaisin sisällykseen",
        to_definitions: "Mitä sarakkeet tarkoittavat",
        shorthand: "Merkintä",
        number: "Nro",
        table: "Taulukko",
        chapter: "Luku",
        summary: "Mitä se kertoo",
        column: "Sarake",
        unit: "Yksikkö",
        definition: "Määritelmä",
        subject: "Aihe",
        note: "Huomautus",
        persons: "henkilöä",
        minutes: "min",
        percent: "%",
        percent_format: "0.0\"\u{a0}\"%",
        day_format: "d.m.yyyy",
        moment_format: "d.m.yyyy h:mm",
    },

    categories: &[
        ("account", "Tunnus"),
        ("guest", "Vieras"),
        ("ticket", "Lippu"),
        ("online", "Verkossa"),
        ("onsite", "Paikan päällä"),
        ("both", "Molemmat"),
        ("app", "Sovellus"),
        ("replay", "Tallenne"),
        ("desktop", "Tietokone"),
        ("mobile", "Puhelin"),
        ("tablet", "Tabletti"),
        ("other", "Muu"),
        ("unknown", "Ei tiedossa"),
        ("records_read", "Luetut tietueet"),
        ("records_kept", "Käytetyt tietueet"),
        ("rejected", "Tietueet, joita ei voinut lukea"),
        ("duplicate", "Kahteen kertaan tulleet tietueet"),
        ("inferred_leave", "Päätellyt poistumiset"),
        ("leave_without_join", "Poistumiset ilman saapumista"),
        ("zero_length_stay", "Pituudettomat käynnit"),
        ("late", "Myöhässä tulleet tietueet"),
        ("unknown_types", "Tuntemattoman tyyppiset tietueet"),
        ("unknown_fields", "Tuntemattoman nimiset kentät"),
        ("clock_corrected", "Tietueet, joiden kello korjattiin"),
        ("other_event", "Toisen tapahtuman tietueet"),
        ("excluded_speaker", "Puhujat, ei laskettu"),
        ("excluded_staff", "Henkilökunta, ei laskettu"),
        ("excluded_exhibitor", "Näytteilleasettajat, ei laskettu"),
        ("excluded_test", "Testikäyttäjät, ei laskettu"),
        ("excluded_bot", "Botit, ei laskettu"),
    ],
    countries: &[
        ("AT", "Itävalta"),
        ("AU", "Australia"),
        ("BE", "Belgia"),
        ("BG", "Bulgaria"),
        ("BR", "Brasilia"),
        ("CA", "Kanada"),
        ("CH", "Sveitsi"),
        ("CN", "Kiina"),
        ("CY", "Kypros"),
        ("CZ", "Tšekki"),
        ("DE", "Saksa"),
        ("DK", "Tanska"),
        ("EE", "Viro"),
        ("ES", "Espanja"),
        ("FI", "Suomi"),
        ("FR", "Ranska"),
        ("GB", "Britannia"),
        ("GR", "Kreikka"),
        ("HR", "Kroatia"),
        ("HU", "Unkari"),
        ("IE", "Irlanti"),
        ("IL", "Israel"),
        ("IN", "Intia"),
        ("IS", "Islanti"),
        ("IT", "Italia"),
        ("JP", "Japani"),
        ("KR", "Etelä-Korea"),
        ("LI", "Liechtenstein"),
        ("LT", "Liettua"),
        ("LU", "Luxemburg"),
        ("LV", "Latvia"),
        ("MT", "Malta"),
        ("MX", "Meksiko"),
        ("NL", "Alankomaat"),
        ("NO", "Norja"),
        ("NZ", "Uusi-Seelanti"),
        ("PL", "Puola"),
        ("PT", "Portugali"),
        ("RO", "Romania"),
        ("RS", "Serbia"),
        ("RU", "Venäjä"),
        ("SE", "Ruotsi"),
        ("SG", "Singapore"),
        ("SI", "Slovenia"),
        ("SK", "Slovakia"),
        ("TR", "Turkki"),
        ("UA", "Ukraina"),
        ("US", "Yhdysvallat"),
        ("ZA", "Etelä-Afrikka"),
    ],
};
