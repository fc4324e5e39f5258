//! The text format: an article to read, its blocks, and why each is what it is.

use std::io::{self, Write as _};

use bodytext::{Article, Finding, Judged};

use crate::program::output::{Output, Styles};
use crate::program::words::{named, one_line, signed, weightiest};

/// Title, byline and date in labelled lines, a blank line, and the body.
pub(crate) fn article(out: &mut Output, article: &Article<'_>) -> io::Result<()> {
    head(out, article)?;
    if let Some(stated) = article.stated_body() {
        writeln!(out, "body: stated in linked data, the page shows a stub")?;
        return writeln!(out, "\n{}", stated.trim());
    }
    let body = article.body();
    if body.is_empty() {
        Ok(())
    } else {
        writeln!(out, "\n{body}")
    }
}

/// The labelled lines, and below them every block in a line.
pub(crate) fn blocks(out: &mut Output, article: &Article<'_>) -> io::Result<()> {
    head(out, article)?;
    writeln!(out)?;
    let styles = out.styles();
    article
        .blocks()
        .try_for_each(|judged| block(out, styles, &judged))
}

/// As [`blocks`], with the `most` findings below each block that weighed most.
pub(crate) fn explain(out: &mut Output, article: &Article<'_>, most: usize) -> io::Result<()> {
    head(out, article)?;
    let styles = out.styles();
    for (index, judged) in article.blocks().enumerate() {
        writeln!(out)?;
        block(out, styles, &judged)?;
        let (shown, rest) = weightiest(article.findings(index), most);
        shown
            .iter()
            .try_for_each(|shown| finding(out, styles, shown))?;
        if let Some((points, others)) = rest {
            let aside = styles.aside;
            self::points(out, styles, points)?;
            writeln!(out, "  {aside}{others}{aside:#}")?;
        }
    }
    Ok(())
}

fn head(out: &mut Output, article: &Article<'_>) -> io::Result<()> {
    let published = article
        .published()
        .map(|dated| dated.timestamp().to_string());
    let lines = [
        ("title", article.title().map(one_line)),
        ("byline", article.byline().map(one_line)),
        ("published", published),
    ];
    for (label, value) in lines {
        match value {
            Some(value) => writeln!(out, "{label}: {value}")?,
            None => writeln!(out, "{label}:")?,
        }
    }
    Ok(())
}

fn block(out: &mut Output, styles: Styles, judged: &Judged<'_>) -> io::Result<()> {
    let (style, mark) = if judged.is_kept() {
        (styles.kept, '+')
    } else {
        (styles.dropped, '-')
    };
    let (line, kind, score) = (judged.block().line(), judged.kind(), judged.score());
    writeln!(
        out,
        "{style}{mark} {line:>5}  {kind:<10} {score:>6.2}{style:#}  {}",
        one_line(judged.text())
    )
}

fn finding(out: &mut Output, styles: Styles, finding: &Finding) -> io::Result<()> {
    points(out, styles, finding.points())?;
    let (reason, aside) = (finding.reason(), styles.aside);
    writeln!(
        out,
        "  {:<34}  {aside}{}{aside:#}",
        named(reason),
        reason.meaning()
    )
}

fn points(out: &mut Output, styles: Styles, points: f32) -> io::Result<()> {
    let style = if points < 0.0 {
        styles.minus
    } else {
        styles.plus
    };
    write!(out, "        {style}{:>6}{style:#}", signed(points))
}
