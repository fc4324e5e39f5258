//! Mends what makes most broken blocks of linked data unreadable, in one pass and without a guess at what is meant:
//! wrappers of comments and CDATA, comments, raw control characters in strings, escapes that JSON does not have, half
//! surrogate pairs, commas before a closing bracket and missing between objects.

/// The mended text.
pub(super) fn repair(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let length = if in_string {
            inside(&mut out, rest, c, &mut in_string)
        } else {
            between(&mut out, rest, c, &mut in_string)
        };
        rest = rest.get(length..).unwrap_or("");
    }
    out
}

/// Writes what stands between strings, and returns how much was read.
fn between(out: &mut String, rest: &str, c: char, in_string: &mut bool) -> usize {
    for wrapper in ["<!--", "-->", "<![CDATA[", "]]>"] {
        if rest.starts_with(wrapper) {
            return wrapper.len();
        }
    }
    if rest.starts_with("//") {
        // A wrapper may follow in the same line: `//<![CDATA[`.
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        return if rest.starts_with("//<![CDATA[") {
            2
        } else {
            line
        };
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |end| end + 2);
    }
    if matches!(c, '}' | ']') {
        let kept = out.trim_end().len();
        if out[..kept].ends_with(',') {
            out.truncate(kept - 1);
        }
    }
    *in_string = c == '"';
    out.push(if c.is_control() { ' ' } else { c });
    c.len_utf8()
}

/// Writes what stands in a string, and returns how much was read.
fn inside(out: &mut String, rest: &str, c: char, in_string: &mut bool) -> usize {
    match c {
        '"' => {
            *in_string = false;
            out.push(c);
        }
        '\\' => return escape(out, rest),
        _ if c.is_control() => out.push(' '),
        _ => out.push(c),
    }
    c.len_utf8()
}

/// Writes an escape that JSON can read, and returns how much was read.
fn escape(out: &mut String, rest: &str) -> usize {
    match rest.as_bytes().get(1) {
        Some(b'u') => {
            if let Some(unit) = unit(rest) {
                let pair = rest.get(6..).and_then(self::unit);
                let paired = (0xd800..0xdc00).contains(&unit)
                    && pair.is_some_and(|low| (0xdc00..0xe000).contains(&low));
                if paired || !(0xd800..0xe000).contains(&unit) {
                    let length = if paired { 12 } else { 6 };
                    out.push_str(rest.get(..length).unwrap_or(""));
                    return length;
                }
                out.push('\u{fffd}');
                return 6;
            }
            2
        }
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
            out.push_str(rest.get(..2).unwrap_or(""));
            2
        }
        // `\'` and the like: the backslash goes, what it stood before stays.
        _ => 1,
    }
}

/// The code unit of `\u0041` at the start of `text`.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let valid = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_blocks_become_json() {
        for broken in [
            "//<![CDATA[\n{\"a\": \"b\"}\n//]]>",
            "<!-- {\"a\": \"b\"} -->",
            "{\"a\": \"b\",}",
            "{\"a\": \"b\"} // the end",
            "/* what follows */ {\"a\": \"b\" , }",
        ] {
            let value: serde_json::Value = serde_json::from_str(&repair(broken)).expect(broken);
            assert_eq!(value["a"], "b", "{broken}");
        }
        for (broken, mended) in [
            ("{\"a\": \"b\nc\"}", "b c"),
            ("{\"a\": \"b\\'c\"}", "b'c"),
            ("{\"a\": \"b\\ud83dc\"}", "b\u{fffd}c"),
            ("{\"a\": \"b\\ud83d\\ude00c\"}", "b😀c"),
            ("{\"a\": \"http://b\"}", "http://b"),
        ] {
            let value: serde_json::Value = serde_json::from_str(&repair(broken)).expect(broken);
            assert_eq!(value["a"], mended, "{broken}");
        }
    }
}
