//! The phrases of the page. A language is one table, a missing phrase a compile error.

use jiff::civil::Date;
use record::event::Language;

/// Everything the page says in one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// The language's own name.
    pub(crate) name: &'static str,
    pub(crate) decimal_mark: char,
    /// Kilobytes and megabytes, in thousands.
    pub(crate) kilobytes: &'static str,
    pub(crate) megabytes: &'static str,
    pub(crate) date: fn(Date) -> String,
    pub(crate) other_languages: &'static str,

    pub(crate) report: &'static str,
    pub(crate) contacts: &'static str,
    pub(crate) partner: fn(&str) -> String,
    pub(crate) published: fn(&str) -> String,
    pub(crate) nothing_yet: &'static str,
    pub(crate) download: &'static str,
    pub(crate) tables: fn(usize) -> String,

    pub(crate) page: &'static str,
    pub(crate) page_about: &'static str,
    pub(crate) pdf: &'static str,
    pub(crate) pdf_about: &'static str,
    pub(crate) workbook: &'static str,
    pub(crate) workbook_about: &'static str,
    pub(crate) archive: &'static str,
    pub(crate) archive_about: &'static str,
    pub(crate) marketing: &'static str,
    pub(crate) marketing_about: &'static str,
    pub(crate) attendees: &'static str,
    pub(crate) attendees_about: &'static str,
    pub(crate) partner_contacts: &'static str,
    pub(crate) partner_contacts_about: &'static str,
    pub(crate) withdrawn: &'static str,
    pub(crate) withdrawn_about: &'static str,
    pub(crate) digest: &'static str,
    pub(crate) digest_table: &'static str,
    pub(crate) digest_table_about: &'static str,

    pub(crate) share: &'static str,
    pub(crate) share_bundle: &'static str,
    pub(crate) share_contacts: &'static str,
    pub(crate) link: &'static str,
    pub(crate) link_about: fn(&str) -> String,

    pub(crate) not_found: &'static str,
    pub(crate) not_found_about: &'static str,
    pub(crate) unavailable: &'static str,
    pub(crate) unavailable_about: &'static str,
}

impl Words {
    /// The phrases of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &EN,
            Language::Fi => &FI,
            Language::Sv => &SV,
        }
    }
}

const EN: Words = Words {
    name: "English",
    decimal_mark: '.',
    kilobytes: "kB",
    megabytes: "MB",
    date: |date| {
        const MONTHS: [&str; 12] =
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        in_words(date, &MONTHS)
    },
    other_languages: "Other languages",
    report: "Event report",
    contacts: "Contact lists",
    partner: |partner| format!("Contacts for {partner}"),
    published: |date| format!("Published {date}"),
    nothing_yet: "Nothing is ready yet. Try this link again later.",
    download: "Download",
    tables: |count| format!("The {count} tables one by one (CSV)"),
    page: "Report",
    page_about: "To read on a screen or a phone; opens in a browser.",
    pdf: "Report as PDF",
    pdf_about: "To print, and to send to others.",
    workbook: "Workbook",
    workbook_about: "All tables for Excel and similar programs.",
    archive: "Everything in one archive",
    archive_about: "All files, also for data analysis.",
    marketing: "Marketing contacts",
    marketing_about: "People who agreed to your marketing and have not withdrawn it.",
    attendees: "Attendees",
    attendees_about: "The named list of those who attended, for running the event.",
    partner_contacts: "Contacts",
    partner_contacts_about: "People who agreed that you get their details, or asked for contact at your stand.",
    withdrawn: "Withdrawn",
    withdrawn_about: "People who were on an earlier list and have withdrawn: delete them from what you have downloaded before.",
    digest: "Your stand in numbers",
    digest_table: "Your stand in numbers, as a table",
    digest_table_about: "For Excel and similar programs (CSV).",
    share: "What may I pass on?",
    share_bundle: "Everything. The report tells about groups, not about single persons.",
    share_contacts: "Nothing on this page. The lists hold personal data, for the purpose stated beside each. Keep them where only those who need \
        them can read them, and delete them when they have served.",
    link: "About this link",
    link_about: |date| {
        format!(
            "Whoever has this link can download these files, until {date}. Pass it on only to those who may have them. Each download is recorded, without saying who you are."
        )
    },
    not_found: "This link does not work",
    not_found_about: "It may be mistyped or no longer valid. Ask whoever sent it for a new one.",
    unavailable: "Try again in a moment",
    unavailable_about: "The page cannot be shown right now. Nothing is wrong with your link.",
};

const FI: Words = Words {
    name: "Suomi",
    decimal_mark: ',',
    kilobytes: "kt",
    megabytes: "Mt",
    date: |date| format!("{}.{}.{}", date.day(), date.month(), date.year()),
    other_languages: "Muut kielet",
    report: "Tapahtuman raportti",
    contacts: "Yhteystietoluettelot",
    partner: |partner| format!("Yhteystiedot: {partner}"),
    published: |date| format!("Julkaistu {date}"),
    nothing_yet: "Mitään ei ole vielä valmiina. Kokeile samaa linkkiä myöhemmin.",
    download: "Lataa",
    tables: |count| format!("Kaikki {count} taulukkoa erikseen (CSV)"),
    page: "Raportti",
    page_about: "Luettavaksi näytöltä tai puhelimesta; avautuu selaimeen.",
    pdf: "Raportti PDF-tiedostona",
    pdf_about: "Tulostettavaksi ja muille lähetettäväksi.",
    workbook: "Työkirja",
    workbook_about: "Kaikki taulukot Excelille ja muille taulukkolaskentaohjelmille.",
    archive: "Kaikki yhtenä pakettina",
    archive_about: "Kaikki tiedostot, myös jatkoanalyysiä varten.",
    marketing: "Markkinointiluvan antaneet",
    marketing_about: "Henkilöt, jotka ovat antaneet luvan markkinointiinne eivätkä ole peruneet sitä.",
    attendees: "Osallistujat",
    attendees_about: "Nimellinen luettelo osallistujista tapahtuman järjestämistä varten.",
    partner_contacts: "Yhteystiedot",
    partner_contacts_about: "Henkilöt, jotka ovat antaneet luvan luovuttaa tietonsa teille tai pyytäneet yhteydenottoa osastollanne.",
    withdrawn: "Luvan peruneet",
    withdrawn_about: "Henkilöt, jotka olivat aiemmassa luettelossa ja ovat peruneet lupansa: poista heidät aiemmin lataamistasi tiedostoista.",
    digest: "Osastonne lukuina",
    digest_table: "Osastonne lukuina, taulukkona",
    digest_table_about: "Excelille ja muille taulukkolaskentaohjelmille (CSV).",
    share: "Mitä saan jakaa eteenpäin?",
    share_bundle: "Kaiken. Raportti kertoo ryhmistä, ei yksittäisistä ihmisistä.",
    share_contacts: "Et mitään tämän sivun tiedostoista. Luetteloissa on henkilötietoja, joita saa käyttää vain kunkin kohdalla mainittuun \
        tarkoitukseen. Säilytä ne niin, että vain niitä tarvitsevat näkevät ne, ja poista ne, kun niitä ei enää tarvita.",
    link: "Tietoja linkistä",
    link_about: |date| {
        format!(
            "Jokainen, jolla on tämä linkki, voi ladata nämä tiedostot {date} asti. Anna se vain niille, joille tiedostot kuuluvat. Lataukset kirjataan, mutta ei sitä, kuka olet."
        )
    },
    not_found: "Linkki ei toimi",
    not_found_about: "Siinä voi olla kirjoitusvirhe, tai se ei ole enää voimassa. Pyydä uusi linkki sen lähettäjältä.",
    unavailable: "Yritä hetken kuluttua uudelleen",
    unavailable_about: "Sivua ei voi näyttää juuri nyt. Linkissäsi ei ole vikaa.",
};

const SV: Words = Words {
    name: "Svenska",
    decimal_mark: ',',
    kilobytes: "kB",
    megabytes: "MB",
    date: |date| {
        const MONTHS: [&str; 12] =
            ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];
        in_words(date, &MONTHS)
    },
    other_languages: "Andra språk",
    report: "Evenemangsrapport",
    contacts: "Kontaktlistor",
    partner: |partner| format!("Kontakter för {partner}"),
    published: |date| format!("Publicerad {date}"),
    nothing_yet: "Ingenting är klart ännu. Försök med samma länk senare.",
    download: "Ladda ner",
    tables: |count| format!("De {count} tabellerna var för sig (CSV)"),
    page: "Rapport",
    page_about: "Att läsa på skärm eller telefon; öppnas i webbläsaren.",
    pdf: "Rapport som PDF",
    pdf_about: "Att skriva ut och skicka till andra.",
    workbook: "Arbetsbok",
    workbook_about: "Alla tabeller för Excel och liknande program.",
    archive: "Allt i ett paket",
    archive_about: "Alla filer, även för vidare analys.",
    marketing: "Marknadsföringskontakter",
    marketing_about: "Personer som har samtyckt till er marknadsföring och inte har återkallat det.",
    attendees: "Deltagare",
    attendees_about: "Listan med namn på dem som deltog, för att ordna evenemanget.",
    partner_contacts: "Kontakter",
    partner_contacts_about: "Personer som har samtyckt till att ni får deras uppgifter, eller bett om kontakt vid er monter.",
    withdrawn: "Återkallade",
    withdrawn_about: "Personer som fanns på en tidigare lista och har återkallat sitt samtycke: radera dem ur det ni redan laddat ner.",
    digest: "Er monter i siffror",
    digest_table: "Er monter i siffror, som tabell",
    digest_table_about: "För Excel och liknande program (CSV).",
    share: "Vad får jag dela vidare?",
    share_bundle: "Allt. Rapporten berättar om grupper, inte om enskilda personer.",
    share_contacts: "Ingenting på den här sidan. Listorna innehåller personuppgifter som bara får användas för det ändamål som anges vid var \
        och en. Förvara dem så att bara de som behöver dem kan läsa dem, och radera dem när de inte längre behövs.",
    link: "Om länken",
    link_about: |date| {
        format!(
            "Alla som har länken kan ladda ner filerna till den {date}. Ge den bara till dem som ska ha filerna. Varje nedladdning registreras, men inte vem du är."
        )
    },
    not_found: "Länken fungerar inte",
    not_found_about: "Den kan vara felskriven eller inte längre giltig. Be avsändaren om en ny.",
    unavailable: "Försök igen om en stund",
    unavailable_about: "Sidan kan inte visas just nu. Det är inget fel på din länk.",
};

/// `13 May 2026`, with the language's months.
fn in_words(date: Date, months: &[&str; 12]) -> String {
    let month = usize::try_from(date.month() - 1).ok().and_then(|month| months.get(month)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_the_language_does() {
        let date = jiff::civil::date(2026, 5, 3);
        let written = |language| (Words::of(language).date)(date);
        assert_eq!([Language::En, Language::Fi, Language::Sv].map(written), ["3 May 2026", "3.5.2026", "3 maj 2026"]);
    }
}
