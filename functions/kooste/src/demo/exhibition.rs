//! The demo's exhibitors, and the questions that its visitors answer.

use super::programme::{Title, title};

/// A stand: its id, its exhibitor's name, its partner's id, and how many of a thousand who see one stand see this one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// Its id.
    pub(super) id: &'static str,
    /// The exhibitor.
    pub(super) name: &'static str,
    /// The partner's id.
    pub(super) partner: &'static str,
    /// Its weight among the stands.
    pub(super) weight: u64,
}

const fn stand(weight: u64, id: &'static str, name: &'static str, partner: &'static str) -> Stand {
    Stand { id, name, partner, weight }
}

/// The stands, in order; the last one hardly anyone finds.
pub(super) const STANDS: [Stand; 10] = [
    stand(210, "robotics", "Robotics Ltd", "robotics-ltd"),
    stand(160, "revontuli", "Revontuli Software Oy", "revontuli-oy"),
    stand(130, "koivu", "Koivu & Kumpu Oy", "koivu-kumpu"),
    stand(110, "skargard", "Skärgård Data Ab", "skargard-ab"),
    stand(100, "lakeside", "Lakeside Analytics Ltd", "lakeside"),
    stand(90, "tuuli", "Tuuli Energia Oy", "tuuli-energia"),
    stand(80, "nordlys", "Nordlys Learning AS", "nordlys"),
    stand(70, "kivi", "Kivi Consulting Oy", "kivi-consulting"),
    stand(48, "malmen", "Malmen Design Ab", "malmen"),
    stand(2, "saari", "Saari Startup Oy", "saari-startup"),
];

/// How many people stand at each stand.
pub(super) const STAND_STAFF: u32 = 2;

/// The ticket of a member of a stand's staff.
pub(super) fn staff_ticket(stand: &Stand, member: u32) -> String {
    format!("EX-{}-{}", stand.id, member + 1)
}

/// What an answer is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// One of these options, or several; each with its weight.
    Choice(&'static [(u64, (&'static str, Title))]),
    /// A number, in these bands.
    Number(&'static [u32]),
    /// A date, as an age in these bands.
    Date(&'static [u32]),
    /// Free text.
    Text,
}

/// A question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question {
    /// Its id.
    pub(super) id: &'static str,
    /// What was asked.
    pub(super) label: Title,
    /// What an answer is.
    pub(super) kind: Kind,
    /// Whether the answer is of a special category.
    pub(super) sensitive: bool,
}

const fn question(id: &'static str, sensitive: bool, kind: Kind, label: Title) -> Question {
    Question { id, label, kind, sensitive }
}

const fn verbatim(text: &'static str) -> Title {
    title(text, text, text)
}

/// Education: options and weights.
pub(super) const EDUCATION: &[(u64, (&str, Title))] = &[
    (10, ("secondary", title("Toinen aste", "Secondary", "Andra stadiet"))),
    (33, ("bachelor", title("Alempi korkeakoulututkinto", "Bachelor", "Lägre högskoleexamen"))),
    (46, ("master", title("Ylempi korkeakoulututkinto", "Master", "Högre högskoleexamen"))),
    (8, ("doctor", title("Tohtori", "Doctorate", "Doktor"))),
    (3, ("other", title("Muu", "Other", "Annan"))),
];

/// Industry: options and weights; mining is a very small one.
pub(super) const INDUSTRY: &[(u64, (&str, Title))] = &[
    (290, ("it", title("Tietotekniikka", "Information technology", "Informationsteknik"))),
    (180, ("public", title("Julkinen hallinto", "Public administration", "Offentlig förvaltning"))),
    (150, ("industry", title("Teollisuus", "Manufacturing", "Industri"))),
    (130, ("education", title("Koulutus", "Education", "Utbildning"))),
    (110, ("health", title("Terveys ja hyvinvointi", "Health and welfare", "Hälsa och välfärd"))),
    (90, ("finance", title("Rahoitus", "Finance", "Finans"))),
    (48, ("media", title("Media ja kulttuuri", "Media and culture", "Medier och kultur"))),
    (2, ("mining", title("Kaivosala", "Mining", "Gruvdrift"))),
];

/// Diet: options and weights.
pub(super) const DIET: &[(u64, (&str, Title))] = &[
    (70, ("none", title("Ei erityistä", "Nothing special", "Inget särskilt"))),
    (15, ("vegetarian", title("Kasvis", "Vegetarian", "Vegetarisk"))),
    (8, ("vegan", title("Vegaani", "Vegan", "Vegansk"))),
    (5, ("gluten-free", title("Gluteeniton", "Gluten-free", "Glutenfri"))),
    (2, ("halal", title("Halal", "Halal", "Halal"))),
];

/// How likely a recommendation is, 0 to 10: options and weights.
pub(super) const RECOMMEND: &[(u64, (&str, Title))] = &[
    (4, ("0", verbatim("0"))),
    (2, ("1", verbatim("1"))),
    (5, ("2", verbatim("2"))),
    (8, ("3", verbatim("3"))),
    (12, ("4", verbatim("4"))),
    (40, ("5", verbatim("5"))),
    (60, ("6", verbatim("6"))),
    (140, ("7", verbatim("7"))),
    (250, ("8", verbatim("8"))),
    (270, ("9", verbatim("9"))),
    (209, ("10", verbatim("10"))),
];

/// What was best, several may be chosen: options and weights.
pub(super) const BEST: &[(u64, (&str, Title))] = &[
    (42, ("talks", title("Puheenvuorot", "Talks", "Föredragen"))),
    (24, ("people", title("Kohtaamiset", "Meeting people", "Mötena"))),
    (18, ("workshops", title("Työpajat", "Workshops", "Verkstäderna"))),
    (12, ("expo", title("Näyttely", "Exhibition", "Mässan"))),
    (4, ("food", title("Ruoka", "Food", "Maten"))),
];

/// The questions, in order: of the registration first, then of the survey.
pub(super) const QUESTIONS: [Question; 8] = [
    question("education", false, Kind::Choice(EDUCATION), title("Koulutustaso", "Education", "Utbildningsnivå")),
    question("industry", false, Kind::Choice(INDUSTRY), title("Toimiala", "Industry", "Bransch")),
    question(
        "experience",
        false,
        Kind::Number(&[1, 3, 5, 10, 20]),
        title("Työkokemus vuosina", "Years of experience", "Arbetserfarenhet i år"),
    ),
    question("birth", false, Kind::Date(&[18, 25, 35, 45, 55, 65]), title("Syntymäaika", "Date of birth", "Födelsedatum")),
    question("diet", true, Kind::Choice(DIET), title("Ruokavalio", "Diet", "Kost")),
    question("allergies", true, Kind::Text, title("Allergiat", "Allergies", "Allergier")),
    question(
        "recommend",
        false,
        Kind::Choice(RECOMMEND),
        title(
            "Kuinka todennäköisesti suosittelet meitä?",
            "How likely are you to recommend us?",
            "Hur sannolikt är det att du rekommenderar oss?",
        ),
    ),
    question("best", false, Kind::Choice(BEST), title("Mikä oli parasta?", "What was best?", "Vad var bäst?")),
];
