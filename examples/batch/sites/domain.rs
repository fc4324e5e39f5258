//! Which site a page is of: the registered domain of its address, by the Public Suffix List.

use url::{Host, Url};

/// A longer name is none that the domain name system knows, and may be none that a file can have.
const MOST: usize = 240;

/// The site of an address: the registered domain of its host (`www.bell.co.uk` is of `bell.co.uk`), the host itself where
/// there is none, as of numbers and of names without a dot. `None` for what is no address of the web.
///
/// In lower case, other letters than ASCII in Punycode, and fit for the name of a file.
pub(super) fn site(address: &str) -> Option<String> {
    let address = address.trim();
    let url = match Url::parse(address) {
        Ok(url) if url.has_host() => url,
        // Lists of addresses often leave the scheme out. A port behind a bare name looks like the scheme of another.
        _ if !address.contains("//") && !address.contains('@') => {
            Url::parse(&format!("http://{address}")).ok()?
        }
        _ => return None,
    };
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let site = match url.host()? {
        Host::Domain(host) => {
            let host = host.trim_end_matches('.');
            psl::domain_str(host).unwrap_or(host).to_owned()
        }
        Host::Ipv4(number) => number.to_string(),
        Host::Ipv6(number) => number.to_string().replace(':', "_"),
    };
    (!site.is_empty() && site.len() <= MOST).then_some(site)
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn a_site_is_the_registered_domain_of_a_host() {
        for (address, expected) in [
            ("https://www.bell.example/news/1?x=//y#z", "bell.example"),
            ("HTTP://News.Bell.CO.UK:8080/", "bell.co.uk"),
            ("https://user:word@a.b.bell.com.au", "bell.com.au"),
            ("https://one.github.io/page", "one.github.io"),
            ("https://www.m\u{fc}ller.de/", "xn--mller-kva.de"),
            ("www.bell.example/news", "bell.example"),
            ("bell.example:8080/news", "bell.example"),
            ("https://bell.example./", "bell.example"),
            ("http://127.0.0.1/a", "127.0.0.1"),
            ("http://[::1]:80/a", "__1"),
            ("http://localhost:3000/", "localhost"),
            ("https://co.uk/", "co.uk"),
        ] {
            assert_eq!(site(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn what_is_no_address_of_the_web_has_no_site() {
        let long = format!("http://{}/", "a".repeat(300));
        for address in [
            "",
            "  ",
            "mailto:ann@bell.example",
            "ftp://bell.example/x",
            "file:///etc/passwd",
            "urn:uuid:5",
            "a name",
            "//",
            "..",
            "http://../..",
            "http://a%2fb/",
            &long,
        ] {
            assert_eq!(site(address), None, "{address}");
        }
    }
}
