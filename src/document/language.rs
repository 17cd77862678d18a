//! Which language a stretch of text is in: by script first, by words second, by statistics last.
//!
//! Machine-translated English is full of names in romanisation, which statistics take for anything but English. So
//! English is told by its function words, and `whatlang` is asked only where there are none.

use super::script::{is_hangul, is_kana, is_latin, latin_words};

/// The languages that rules can be held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    En,
    /// Chinese, simplified or traditional.
    Zh,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// Another language in Latin letters, or in another alphabet.
    Other,
}

/// A language code that rules do not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language \"{0}\"; known are en, zh, ja, ko and other")]
pub struct UnknownLanguage(String);

impl std::str::FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Ok(match code {
            "en" => Self::En,
            "zh" => Self::Zh,
            "ja" => Self::Ja,
            "ko" => Self::Ko,
            "other" => Self::Other,
            _ => return Err(UnknownLanguage(code.into())),
        })
    }
}

/// English words that are frequent, short, and no words of the neighbouring languages.
const ENGLISH: [&str; 40] = [
    "the", "and", "of", "to", "for", "with", "that", "this", "are", "from", "have", "which", "they", "their", "his",
    "you", "your", "it", "its", "not", "has", "been", "were", "would", "there", "when", "what", "she", "her", "into",
    "than", "them", "but", "our", "we", "is", "as", "by", "he", "be",
];

/// Statistics on fewer letters than this are noise.
const ENOUGH_LETTERS: usize = 60;

/// The language of a text in Latin letters; `fallback` where there is too little to tell.
pub(super) fn of_latin(text: &str, fallback: Language) -> Language {
    let (mut words, mut hits) = (0usize, 0usize);
    for (_, word) in latin_words(text) {
        words += 1;
        hits += usize::from(is_english_marker(word));
    }
    // Running English has one of these in every three or four words; one in twelve leaves room for lists of names.
    if hits > 0 && hits * 12 >= words {
        return Language::En;
    }
    if text.chars().filter(|&c| is_latin(c)).take(ENOUGH_LETTERS).count() < ENOUGH_LETTERS {
        return fallback;
    }
    match whatlang::detect(text) {
        Some(found) if found.lang() == whatlang::Lang::Eng => Language::En,
        Some(found) if found.is_reliable() => Language::Other,
        _ => fallback,
    }
}

/// The language of a text in Han, kana or hangul.
pub(super) fn of_cjk(text: &str) -> Language {
    if text.chars().any(is_hangul) {
        Language::Ko
    } else if text.chars().any(is_kana) {
        Language::Ja
    } else {
        Language::Zh
    }
}

/// Whether `word` is one of the function words that mark English, in any case.
pub(super) fn is_english_marker(word: &str) -> bool {
    word.len() <= 5 && ENGLISH.iter().any(|marker| marker.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_english_from_its_neighbours() {
        let english = "The responsible comrades of Xinhua Caijing attended the meeting";
        let german = "Die Abteilung hat am Montag in Hamburg einen neuen Vertrag unterschrieben, sagte Direktor Weber.";
        let french = "La direction a signé lundi un nouveau contrat à Lyon, selon le porte-parole de l'entreprise.";
        assert_eq!(of_latin(english, Language::Other), Language::En);
        assert_eq!(of_latin(german, Language::En), Language::Other);
        assert_eq!(of_latin(french, Language::En), Language::Other);
        assert_eq!(of_latin("Chen Bo", Language::En), Language::En);
    }
}
