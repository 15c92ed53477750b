//! Finnish.

use disclosure::Rule;
use jiff::civil::Date;

use super::{BookWords, Headlines, Words};

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
    visitor: "kävijä",
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
    of_shown: "Taulukossa on salattuja lukuja: tämä on suurin näytetyistä.",
    left_early: "kävijöistä lähti yli viisi minuuttia ennen loppua",
    lost_within: |minutes| format!("alussa olleista poistui {minutes} minuutin sisällä"),
    minutes_between: |from, until| format!("minuutit {from}–{until}"),
    best_country: |country| format!("kävijää, maa: {country}"),
    best_country_note: |share| format!("{share} kävijöistä"),

    headlines: Headlines {
        came: |visitors| format!("Paikalla oli {}", visitors.of("kävijä", "kävijää")),
        came_of: |visitors, registered, share| format!("{}; {registered} ilmoittautuneesta tuli {share}", visitors.of("kävijä", "kävijää")),
        rate: |share| format!("Ilmoittautuneista tuli {share}"),
        ticket: |ticket, came, registered| format!("{ticket}: {registered} ilmoittautuneesta tuli {came}"),
        registered: |day, persons| format!("{day} ilmoittautui {persons}"),
        part_of_all: |group, visitors, share| {
            let of = share.map_or_else(String::new, |share| format!(", {share} kaikista"));
            format!("{group}: {}{of}", visitors.of("kävijä", "kävijää"))
        },
        group: |group, visitors| format!("{group}: {}", visitors.of("kävijä", "kävijää")),
        room: |room, visitors, time| format!("{room}: {}, joista puolet vähintään {time}", visitors.of("kävijä", "kävijää")),
        session: |session, visitors, share| {
            format!("{session}: {}, joista {share} viipyi lähes koko ajan", visitors.of("kävijä", "kävijää"))
        },
        band: |session, visitors, band| format!("{session}: {} viipyi {band} minuuttia", visitors.of("kävijä", "kävijää")),
        at_once: |persons, place| format!("Yhtä aikaa paikalla {persons}: {place}"),
        fell: |session, (before, after), (from, until)| format!("{session}: minuuttien {from} ja {until} välillä {before} → {after}"),
        went: |persons, from, to| format!("{persons} siirtyi: {from} → {to}"),
        messages: |room, messages, senders| {
            let by = senders.map_or_else(String::new, |senders| format!(", {}", senders.of("kirjoittaja", "kirjoittajaa")));
            format!("{room}: {}{by}", messages.of("viesti", "viestiä"))
        },
        questions: |room, questions, votes| {
            let with = votes.map_or_else(String::new, |votes| format!(", {}", votes.of("ääni", "ääntä")));
            format!("{room}: {}{with}", questions.of("kysymys", "kysymystä"))
        },
        of: |part, whole| format!("{part}/{whole}"),
        stand: |stand, visitors, requests| {
            let with =
                requests.map_or_else(String::new, |requests| format!(", {}", requests.of("yhteydenottopyyntö", "yhteydenottopyyntöä")));
            format!("{stand}: {}{with}", visitors.of("kävijä", "kävijää"))
        },
        clicks: |target, clicks, visitors| {
            let by = visitors.map_or_else(String::new, |visitors| format!(", {}", visitors.of("kävijä", "kävijää")));
            format!("{target}: {}{by}", clicks.of("napsautus", "napsautusta"))
        },
        opens: |target, opens, visitors| {
            let by = visitors.map_or_else(String::new, |visitors| format!(", {}", visitors.of("kävijä", "kävijää")));
            format!("{target}: {}{by}", opens.of("avaus", "avausta"))
        },
        records: |records, rejected| {
            let of_them = rejected.map_or_else(String::new, |rejected| format!("; {} ei voinut lukea", rejected.text()));
            format!("Luettiin {}{of_them}", records.of("tietue", "tietuetta"))
        },
    },

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
    definition: "Mitä tämä tarkoittaa",
    all_tables: |count| format!("Kaikki {count} taulukkoa nimen mukaan"),
    file: "Tiedostona:",
    untold: "Tässä luvussa ei kerrota",
    nothing: |persons| {
        format!(
            "Tässä ei ole näytettävää: mitään ei kirjattu, tai jokaisen luvun takana oli alle {persons} henkilöä tai luku olisi paljastanut sellaisen."
        )
    },
    scroll: "Leveä taulukko: vieritä sivusuunnassa nähdäksesi kaiken",
    not_known: "ei tiedossa",
    none: "ei ole",
    yes: "kyllä",
    no: "ei",
    left_out: |count| format!("Lisäksi taulukossa on {}.", count.of("luku, jota ei ole piirretty", "lukua, joita ei ole piirretty")),
    more_drawings: |count| count.of("kuva lisää", "kuvaa lisää"),

    bars: |of| format!("Palkkikaavio: {of}."),
    columns: |of| format!("Pylväskaavio: {of}."),
    histogram: |of| format!("Histogrammi: {of}."),
    lines: |of| format!("Viivakaavio: {of}."),
    matrix: |of| format!("Sävytetty ruudukko: {of}."),
    some_hidden: "Osa luvuista on salattu eikä niitä ole piirretty.",
    matrix_rows: |rows, columns| format!("Rivit: {rows}. Sarakkeet: {columns}."),
    flow_sides: "Riviltä sarakkeeseen.",
    own_scales: "Kullakin kuvalla on oma asteikkonsa.",
    share_of: |parts, wholes| format!("{parts} ({wholes} = 100\u{a0}%)"),

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
    about_quality_text: |files, size| format!("Luvut on laskettu lokitiedostoista, joita oli {} ({size}).", files.text()),
    about_languages: |texts| {
        format!(
            "{} muulla kielellä.",
            texts.of("tapahtuman teksti puuttuu suomeksi, ja se näkyy", "tapahtuman tekstiä puuttuu suomeksi, ja ne näkyvät")
        )
    },
    about_quality_chapter: "Viimeinen luku kertoo, mitä niistä ei voinut lukea, mikä oli kahteen kertaan ja mikä oli pääteltävä.",
    about_missing: |tables| {
        format!(
            "Tästä raportista puuttuu, koska niiden kyselyjä ei voitu käyttää: {tables}. Syyt ovat tämän tiedoston vieressä, manifest.json."
        )
    },
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
        ("excluded_other", "Muussa roolissa olleet, ei laskettu"),
    ],
    countries: "\
        AD Andorra|AE Arabiemiirikunnat|AF Afganistan|AG Antigua ja Barbuda|AI Anguilla|AL Albania|AM Armenia|AO Angola|AQ Antarktis|\
        AR Argentiina|AS Amerikan Samoa|AT Itävalta|AU Australia|AW Aruba|AX Ahvenanmaa|AZ Azerbaidžan|BA Bosnia ja Hertsegovina|\
        BB Barbados|BD Bangladesh|BE Belgia|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BL Saint-Barthélemy|BM Bermuda|\
        BN Brunei|BO Bolivia|BQ Karibian Alankomaat|BR Brasilia|BS Bahama|BT Bhutan|BV Bouvet’nsaari|BW Botswana|BY Valko-Venäjä|\
        BZ Belize|CA Kanada|CC Kookossaaret (Keelingsaaret)|CD Kongon demokraattinen tasavalta|CF Keski-Afrikan tasavalta|\
        CG Kongon tasavalta|CH Sveitsi|CI Norsunluurannikko|CK Cookinsaaret|CL Chile|CM Kamerun|CN Kiina|CO Kolumbia|CR Costa Rica|\
        CU Kuuba|CV Kap Verde|CW Curaçao|CX Joulusaari|CY Kypros|CZ Tšekki|DE Saksa|DJ Djibouti|DK Tanska|DM Dominica|\
        DO Dominikaaninen tasavalta|DZ Algeria|EC Ecuador|EE Viro|EG Egypti|EH Länsi-Sahara|ER Eritrea|ES Espanja|ET Etiopia|FI Suomi|\
        FJ Fidži|FK Falklandinsaaret|FM Mikronesia|FO Färsaaret|FR Ranska|GA Gabon|GB Iso-Britannia|GD Grenada|GE Georgia|\
        GF Ranskan Guayana|GG Guernsey|GH Ghana|GI Gibraltar|GL Grönlanti|GM Gambia|GN Guinea|GP Guadeloupe|GQ Päiväntasaajan Guinea|\
        GR Kreikka|GS Etelä-Georgia ja Eteläiset Sandwichinsaaret|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|HK Hongkong|\
        HM Heard ja McDonaldinsaaret|HN Honduras|HR Kroatia|HT Haiti|HU Unkari|ID Indonesia|IE Irlanti|IL Israel|IM Mansaari|IN Intia|\
        IO Brittiläinen Intian valtameren alue|IQ Irak|IR Iran|IS Islanti|IT Italia|JE Jersey|JM Jamaika|JO Jordania|JP Japani|KE Kenia|\
        KG Kirgisia|KH Kambodža|KI Kiribati|KM Komorit|KN Saint Kitts ja Nevis|KP Pohjois-Korea|KR Etelä-Korea|KW Kuwait|\
        KY Caymansaaret|KZ Kazakstan|LA Laos|LB Libanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Liettua|\
        LU Luxemburg|LV Latvia|LY Libya|MA Marokko|MC Monaco|MD Moldova|ME Montenegro|MF Saint-Martin|MG Madagaskar|MH Marshallinsaaret|\
        MK Pohjois-Makedonia|ML Mali|MM Myanmar (Burma)|MN Mongolia|MO Macao|MP Pohjois-Mariaanit|MQ Martinique|MR Mauritania|\
        MS Montserrat|MT Malta|MU Mauritius|MV Malediivit|MW Malawi|MX Meksiko|MY Malesia|MZ Mosambik|NA Namibia|NC Uusi-Kaledonia|\
        NE Niger|NF Norfolkinsaari|NG Nigeria|NI Nicaragua|NL Alankomaat|NO Norja|NP Nepal|NR Nauru|NU Niue|NZ Uusi-Seelanti|OM Oman|\
        PA Panama|PE Peru|PF Ranskan Polynesia|PG Papua-Uusi-Guinea|PH Filippiinit|PK Pakistan|PL Puola|PM Saint-Pierre ja Miquelon|\
        PN Pitcairn|PR Puerto Rico|PS Palestiinalaisalue|PT Portugali|PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania|RS Serbia|\
        RU Venäjä|RW Ruanda|SA Saudi-Arabia|SB Salomonsaaret|SC Seychellit|SD Sudan|SE Ruotsi|SG Singapore|\
        SH Saint Helena, Ascension ja Tristan da Cunha|SI Slovenia|SJ Huippuvuoret ja Jan Mayen|SK Slovakia|SL Sierra Leone|\
        SM San Marino|SN Senegal|SO Somalia|SR Suriname|SS Etelä-Sudan|ST São Tomé ja Príncipe|SV El Salvador|SX Sint Maarten|SY Syyria|\
        SZ Eswatini|TC Turks- ja Caicossaaret|TD Tšad|TF Ranskan eteläiset ja antarktiset alueet|TG Togo|TH Thaimaa|TJ Tadžikistan|\
        TK Tokelau|TL Itä-Timor|TM Turkmenistan|TN Tunisia|TO Tonga|TR Turkki|TT Trinidad ja Tobago|TV Tuvalu|TW Taiwan|TZ Tansania|\
        UA Ukraina|UG Uganda|UM Yhdysvaltain erillissaaret|US Yhdysvallat|UY Uruguay|UZ Uzbekistan|VA Vatikaani|\
        VC Saint Vincent ja Grenadiinit|VE Venezuela|VG Brittiläiset Neitsytsaaret|VI Yhdysvaltain Neitsytsaaret|VN Vietnam|VU Vanuatu|\
        WF Wallis ja Futuna|WS Samoa|XK Kosovo|YE Jemen|YT Mayotte|ZA Etelä-Afrikka|ZM Sambia|ZW Zimbabwe",
};
