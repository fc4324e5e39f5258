//! Title, byline and dates, found among the blocks that were judged to hold them.
//!
//! All are left empty where in doubt: a wrong author is worse than none. All are ranges of the page's text.

use std::ops::Range;

use crate::article::{Dated, Verdict};
use crate::chars::{Class, class};
use crate::cues::{Cue, Lexicon};
use crate::kind::Kind;
use crate::measure::{Facts, Measures, Place};
use crate::page::Page;
use crate::timestamp;

/// What was found about the article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meta {
    pub(crate) title: Option<Range<usize>>,
    pub(crate) byline: Option<Range<usize>>,
    pub(crate) published: Option<Dated>,
    pub(crate) modified: Option<Dated>,
}

/// A block serves as a source from this probability of its kind on.
const SURE: f32 = 0.5;
/// A byline holds at most so many words.
const BYLINE_WORDS: u32 = 14;

/// What all searches look at.
struct Search<'a> {
    page: &'a Page<'a>,
    verdicts: &'a [Verdict],
    facts: &'a [Facts],
    lexicon: &'a Lexicon,
    /// The first block of the body.
    body: usize,
}

impl Meta {
    pub(crate) fn find(
        page: &Page<'_>,
        verdicts: &[Verdict],
        measures: &Measures,
        lexicon: &Lexicon,
    ) -> Meta {
        let body = verdicts
            .iter()
            .position(|verdict| verdict.kind == Kind::Body)
            .unwrap_or(verdicts.len());
        let search = Search {
            page,
            verdicts,
            facts: &measures.facts,
            lexicon,
            body,
        };
        let (published, modified) = search.dates();
        Meta {
            title: search.title(),
            byline: search.byline(),
            published,
            modified,
        }
    }
}

impl Search<'_> {
    /// Blocks of a kind that are sure enough, by index.
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        let sure = move |verdict: &Verdict| verdict.kind == kind && verdict.share >= SURE;
        self.verdicts
            .iter()
            .enumerate()
            .filter(move |(_, verdict)| sure(verdict))
            .map(|(index, _)| index)
    }

    fn text(&self, index: usize) -> &str {
        self.page.text_of(&self.page.blocks()[index])
    }

    /// The headline: the surest title block, or one that stands whole inside it (a page's own title is often the
    /// headline with the site's name behind it).
    fn title(&self) -> Option<Range<usize>> {
        let share = |index: &usize| self.verdicts[*index].share;
        let best = self
            .of_kind(Kind::Title)
            .max_by(|a, b| share(a).total_cmp(&share(b)).then(b.cmp(a)))?;
        let text = self.text(best);
        let inside = self
            .of_kind(Kind::Title)
            .filter(|index| {
                self.text(*index).len() < text.len() && text.contains(self.text(*index))
            })
            .max_by_key(|index| self.text(*index).len());
        let chosen = inside.unwrap_or(best);
        let block = self.page.blocks()[chosen];
        // A headline broken over lines has no single range; its first line would be half a title.
        let text = self.text(chosen);
        if text.contains(['\n', '\r']) {
            return None;
        }
        let end = text
            .rfind(" | ")
            .filter(|bar| text[..*bar].split_whitespace().count() >= 3);
        Some(block.start..block.start + end.unwrap_or(text.len()))
    }

    /// The line that names who wrote the article, without its lead-in.
    fn byline(&self) -> Option<Range<usize>> {
        let distance = |index: &usize| self.body.abs_diff(*index);
        let own = self
            .of_kind(Kind::Byline)
            .filter_map(|index| Some((index, self.names_in(index)?)));
        // A line that begins "By ..." and ends with a date is a timestamp as a whole.
        let dated = self
            .of_kind(Kind::Timestamp)
            .filter(|index| self.facts[*index].cue(Cue::Byline) == Place::Start)
            .filter_map(|index| Some((index, self.names_in(index)?)));
        let nearest = |found: &(usize, Range<usize>)| distance(&found.0);
        own.min_by_key(nearest)
            .or_else(|| dated.min_by_key(nearest))
            .map(|(_, range)| range)
    }

    /// The part of a block that names people: behind the lead-in, before a bar, a bullet or a date.
    fn names_in(&self, index: usize) -> Option<Range<usize>> {
        let block = self.page.blocks()[index];
        let text = self.text(index);
        let lead = self.lexicon.lead_in(text, Cue::Byline);
        let rest = text.get(lead..)?;
        let skipped =
            rest.find(|c| !matches!(class(c), Class::Space | Class::Colon | Class::Separator))?;
        let rest = &rest[skipped..];
        let stop = |(at, c): (usize, char)| {
            let breaks =
                matches!(c, '|' | '•' | '●' | '·' | '\n' | '\r') || class(c) == Class::Digit;
            (breaks || rest[at..].starts_with(" - ") || rest[at..].starts_with(" – ")).then_some(at)
        };
        let end = rest.char_indices().find_map(stop).unwrap_or(rest.len());
        let names = rest[..end].trim_end_matches(|c| {
            !matches!(
                class(c),
                Class::Lower
                    | Class::Upper
                    | Class::Letter
                    | Class::Dense
                    | Class::Close
                    | Class::End
            )
        });
        let words = names.split_whitespace().count() as u32;
        let letters = names.chars().filter(|c| c.is_alphabetic()).count();
        let start = block.start + lead + skipped;
        (letters >= 3 && words <= BYLINE_WORDS && self.published_lead(names) == 0)
            .then(|| start..start + names.len())
    }

    fn published_lead(&self, text: &str) -> usize {
        self.lexicon.lead_in(text, Cue::Published)
    }

    /// Dates of publication and of the last change.
    ///
    /// Among the dates of the page's timestamps: one led in by a word of publication is that; one led in by a word of
    /// change is the change; else the first date is the publication. Two different days without a lead-in leave the
    /// publication to the nearer to the body.
    fn dates(&self) -> (Option<Dated>, Option<Dated>) {
        let mut found = Vec::new();
        for index in self
            .of_kind(Kind::Timestamp)
            .chain(self.of_kind(Kind::Byline))
        {
            let start = self.page.blocks()[index].start;
            let text = self.text(index);
            let mut from = 0;
            for date in timestamp::find(text, &|word| self.lexicon.month_of(word)) {
                let lead = text.get(from..date.range.start).unwrap_or_default();
                from = date.range.end;
                let role = self.role(lead);
                let range = start + date.range.start..start + date.range.end;
                found.push((
                    role,
                    self.body.abs_diff(index),
                    Dated {
                        timestamp: date.timestamp,
                        range,
                    },
                ));
            }
        }
        let pick = |role: Role| {
            let of_role = found.iter().filter(|(own, _, _)| *own == role);
            of_role
                .min_by_key(|(_, distance, _)| *distance)
                .map(|(_, _, dated)| dated.clone())
        };
        let modified = pick(Role::Modified);
        let published = pick(Role::Published).or_else(|| pick(Role::Unsaid));
        (published, modified)
    }

    /// What the words before a date make of it.
    fn role(&self, lead: &str) -> Role {
        let lower = lead.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        if has(&MODIFIED) {
            Role::Modified
        } else if lower.trim().is_empty() {
            Role::Unsaid
        } else {
            let published = lead
                .char_indices()
                .any(|(at, c)| class(c) != Class::Space && self.published_lead(&lead[at..]) > 0);
            if published {
                Role::Published
            } else {
                Role::Unsaid
            }
        }
    }
}

/// What a date says of the article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Published,
    Modified,
    Unsaid,
}

/// Words of change, in the languages of the cue files; parts of words, in lower case.
const MODIFIED: [&str; 40] = [
    "updated",
    "update",
    "modified",
    "edited",
    "revised",
    "aktualisiert",
    "geändert",
    "mis à jour",
    "modifié",
    "actualizado",
    "actualizada",
    "modificado",
    "aggiornato",
    "aggiornamento",
    "modificato",
    "atualizado",
    "atualizada",
    "bijgewerkt",
    "gewijzigd",
    "aktualizacja",
    "zaktualizowano",
    "uppdaterad",
    "oppdatert",
    "opdateret",
    "aktualizováno",
    "обновлено",
    "обновлен",
    "оновлено",
    "güncelleme",
    "güncellendi",
    "تحديث",
    "بروزرسانی",
    "अपडेट",
    "diperbarui",
    "cập nhật",
    "更新",
    "수정",
    "ενημ",
    "frissítve",
    "päivitetty",
];
