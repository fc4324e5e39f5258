//! The words that stand inside and around dates and times, in lists: one string each, the words in
//! lower case and parted by a space.

/// Stand between day, month and year: Romance, English, Filipino and Vietnamese words, and `m.`,
/// Lithuanian for year.
pub(super) const JOINS_PARTS: &str = "de del d di of the ng năm den m";
/// Stand after the day's number and without a space.
pub(super) const ORDINALS: &str = "st nd rd th er re e º ª de ste ème";
/// Between two days, make the second the end of a range: `1 to 3 July 2025` is no date.
pub(super) const RANGES: &str =
    "and to till until und bis et au y al a e do i и по та og och en tot";
/// Announce a number in parts that is no date: of a version, a book, a telephone.
pub(super) const CODES: &str = "v ver version versión versione versão версия isbn issn \
    tel tél telefon telefono teléfono telefone telephone téléphone phone fax тел";
/// Levantine names of months in two words, which `month_of` cannot be asked for.
pub(super) const TWO_WORDS: [(&str, &str, u8); 4] = [
    ("كانون", "الثاني", 1),
    ("تشرين", "الأول", 10),
    ("تشرين", "الثاني", 11),
    ("كانون", "الأول", 12),
];

/// Stand before a time.
pub(super) const BEFORE_TIME: &str = "at à às a las la alle ore ora um kl klo kello o godz в о об \
    om u ob pukul jam saat lúc الساعة ساعت בשעה στις";
/// Stand between a date and its time on either side: articles, words for year, days of the week
/// that are written without a comma.
pub(super) const JOINS_TIME: &str = "on am the le el il den dia em г года р року d mon tue wed thu \
    fri sat sun monday tuesday wednesday thursday friday saturday sunday pazartesi salı çarşamba \
    perşembe cuma cumartesi pazar tues thur thurs";
/// The characters of Chinese, Japanese and Korean days of the week. Not parted by a space.
pub(super) const WEEKDAY: &str = "月火水木金土日曜祝星期週周一二三四五六天월화수목금토일요";
/// Stand after a time in place of a marker of the half of the day.
pub(super) const UNITS: &str = "uhr hrs hs h uur ч น बजे";
/// Stand before a time in the first half of the day.
pub(super) const FORENOON: [&str; 3] = ["午前", "上午", "오전"];
/// Stand before a time in the second half of the day.
pub(super) const AFTERNOON: [&str; 5] = ["午後", "午后", "下午", "晚上", "오후"];
