//! Names and dates by the place where they stand.

use super::{Metadata, authors, published};

#[test]
fn a_team_that_is_stated_is_not_replaced_by_who_is_shown() {
    let page = |author: &str| {
        Metadata::of_html(&format!(
            "<meta name=author content='{author}'><h1>Ice on the bay</h1><p class=author-name>Ada Byron</p>"
        ))
    };
    // Who checked the text stands in the same place.
    let team = page("Quay News Team");
    assert!(authors(&team).is_empty());
    assert_eq!(team.organisations(), ["Quay News Team"]);
    // A publisher in the place of an author says nothing of who wrote.
    assert_eq!(authors(&page("Quay News")), ["Ada Byron"]);
}

#[test]
fn who_began_a_thread_has_any_name() {
    let thread = "<nav><a class=username>visitor</a></nav><h1>Ice on the bay?</h1>\
        <div class=post><a class=username href=/u/1>ada_42</a><p>Is it thick enough?</div>\
        <div class=post><a class=username href=/u/2>Alan Turing</a><p>It is.</div>";
    assert_eq!(authors(&Metadata::of_html(thread)), ["ada_42"]);
    // Calls to act stand in the same places.
    let login = "<h1>Ice on the bay?</h1><a class=username>Log in</a>";
    assert!(authors(&Metadata::of_html(login)).is_empty());
}

#[test]
fn names_that_are_stated_far_from_the_headline_count_where_no_others_are() {
    let far = "<i></i>".repeat(200);
    let page = |names: &str| {
        let html = format!("<h1>Ice on the bay</h1>{far}{names}");
        authors(&Metadata::of_html(&html))
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<String>>()
    };
    let own = "<p class=authors>Authors: Ada Byron and Alan Turing, weather observers</p>";
    assert_eq!(page(own), ["Ada Byron", "Alan Turing"]);
    // Of several boxes none is known to be the article's.
    let several = "<p class=author>By Ada Byron</p><p class=author>By Alan Turing</p>";
    assert!(page(several).is_empty());
}

#[test]
fn a_link_to_the_author_counts_in_a_box_beside_the_headline() {
    let boxed = "<h1>Ice on the bay</h1><aside><a rel=author href=/ada>Ada Byron</a></aside>";
    assert_eq!(authors(&Metadata::of_html(boxed)), ["Ada Byron"]);
    let two = "<h1>Ice on the bay</h1><aside><a rel=author href=/ada>Ada Byron</a>\
        <a rel=author href=/alan>Alan Turing</a></aside>";
    assert!(authors(&Metadata::of_html(two)).is_empty());
}

#[test]
fn names_keep_names_inside_them_and_lose_lead_ins() {
    for (stated, expected) in [
        ("Ada (King) Byron", "Ada (King) Byron"),
        ("Ada Byron (BBC)", "Ada Byron"),
        ("Ada (BBC) Byron", "Ada Byron"),
        ("ByAda Byron", "Ada Byron"),
        ("Byron Ada", "Byron Ada"),
    ] {
        let page = Metadata::of_html(&format!("<meta name=author content='{stated}'>"));
        assert_eq!(authors(&page), [expected], "{stated}");
    }
}

#[test]
fn of_two_days_the_earlier_one_that_is_shown_counts() {
    let page = |stated: &str, shown: &str| {
        let html = format!(
            "<meta property=article:published_time content={stated}><h1>Ice on the bay</h1><p class=date>{shown}</p>"
        );
        published(&Metadata::of_html(&html))
    };
    // The evening before in another zone; the day of an import.
    assert_eq!(page("2025-01-08T02:15:00Z", "7 January 2025"), "2025-01-07");
    assert_eq!(page("2025-06-30", "7 January 2025"), "2025-01-07");
    // A later day is mostly that of a change; the same day has a time where it is stated.
    assert_eq!(page("2025-01-07", "9 January 2025"), "2025-01-07");
    assert_eq!(
        page("2025-01-07T08:00:00Z", "7 January 2025"),
        "2025-01-07T08:00:00Z"
    );
}

#[test]
fn titles_and_addresses_tell_the_day() {
    for (page, expected) in [
        (
            "<title>Ice on the bay | The Quay | 07.01.2025</title>",
            "2025-01-07",
        ),
        (
            "<title>Ice on the bay - 7 January 2025</title>",
            "2025-01-07",
        ),
        // A part that says more than a day.
        (
            "<title>Ice on the bay | Programme for 7 January 2025</title>",
            "",
        ),
        (
            "<link rel=canonical href=https://quay.example/2025/01/07/ice>",
            "2025-01-07",
        ),
        (
            "<link rel=canonical href=https://quay.example/ice-2025-01-07.html>",
            "2025-01-07",
        ),
        (
            "<link rel=canonical href=https://quay.example/2025/13/07/ice>",
            "",
        ),
        (
            "<link rel=canonical href=https://quay.example/2025/1/ice-7>",
            "",
        ),
        (
            "<link rel=canonical href=https://quay.example/ice?from=2025-01-07>",
            "",
        ),
    ] {
        assert_eq!(published(&Metadata::of_html(page)), expected, "{page}");
    }
}
