//! Lists and quotations around what is written.

use crate::segment::html::Flat;

/// So many lists, items and quotations are written one in the other; what is nested deeper stands in the last.
const DEEPEST: usize = 24;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    Quotation,
    Bullets,
    Numbers,
    Item,
}

/// An element that holds lines of its own kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Container {
    /// Its place in the table of elements.
    pub(super) element: u32,
    pub(super) form: Form,
}

/// A container that is being written.
struct Open {
    container: Container,
    /// Of lists, the mark of their items, and the number of the next.
    mark: char,
    number: usize,
    /// Of items, how far their lines are set in.
    width: usize,
}

/// Writes lines with what the containers around them put before each.
pub(super) struct Lines<'o> {
    flat: &'o Flat,
    out: &'o mut String,
    open: Vec<Open>,
    /// What was written last was a line that a list may follow without a blank one.
    is_plain: bool,
}

impl<'o> Lines<'o> {
    pub(super) fn new(flat: &'o Flat, out: &'o mut String) -> Lines<'o> {
        Lines {
            flat,
            out,
            open: Vec::new(),
            is_plain: false,
        }
    }

    /// Makes a path one that Markdown can have: an item stands in a list, and a list in another stands in an item.
    fn settle(&self, path: Vec<Container>) -> Vec<Container> {
        let is_list = |form: Form| matches!(form, Form::Bullets | Form::Numbers);
        let mut settled: Vec<Container> = Vec::with_capacity(path.len() + 1);
        for container in path {
            let last = settled.last().copied();
            let in_list = last.is_some_and(|last| is_list(last.form));
            if container.form == Form::Item && !in_list {
                // As a list of its own, which goes on with the next such item.
                settled.push(Container {
                    element: u32::MAX,
                    form: Form::Bullets,
                });
            } else if container.form != Form::Item && in_list {
                // In the item before, if there is one, as browsers show it.
                let at = settled.len();
                let item = self.open.get(at).map(|open| open.container);
                let is_same = self.open.len() > at
                    && self
                        .open
                        .iter()
                        .zip(&settled)
                        .all(|(open, other)| open.container == *other);
                match item {
                    Some(item) if is_same && item.form == Form::Item => settled.push(item),
                    _ => {
                        settled.pop();
                    }
                }
            }
            if settled.len() + 1 >= DEEPEST {
                break;
            }
            settled.push(container);
        }
        if settled.last().is_some_and(|last| is_list(last.form)) {
            settled.pop();
        }
        settled
    }

    /// Writes lines that belong together. `is_plain` tells of a paragraph, which needs no blank line before and behind
    /// where it is all there is in an item.
    pub(super) fn write(&mut self, path: Vec<Container>, lines: &[String], is_plain: bool) {
        let path = self.settle(path);
        let common = self
            .open
            .iter()
            .zip(&path)
            .take_while(|(open, container)| open.container == **container)
            .count();
        let begins_item = path.get(common).is_some_and(|next| match next.form {
            Form::Item => common > 0 && self.open.len() > common,
            Form::Bullets | Form::Numbers => common > 0 && path[common - 1].form == Form::Item,
            Form::Quotation => false,
        });
        // A list right behind another of its kind has another mark, or both would be one.
        let before = self.open.get(common).map(|open| open.mark);
        // A list that begins with another number than 1 cannot follow a paragraph without a blank line (CommonMark 0.31.2,
        // section 5.2).
        let interrupts = path.get(common).is_none_or(|next| {
            next.form != Form::Numbers || self.flat.spans.first_number(next.element) == 1
        });
        let is_tight = begins_item && interrupts && is_plain && self.is_plain;
        if !self.out.is_empty() && !is_tight {
            let prefix = self.prefix(common);
            self.out.push_str(prefix.trim_end());
            self.out.push('\n');
        }
        let mut first = self.prefix(common);
        self.open.truncate(common);
        for (at, container) in path.iter().enumerate().skip(common) {
            let before = before.filter(|_| at == common);
            first.push_str(&self.begin(*container, before));
        }
        let rest = self.prefix(self.open.len());
        for (at, line) in lines.iter().enumerate() {
            let prefix = if at == 0 { &first } else { &rest };
            let prefix = if line.is_empty() {
                prefix.trim_end()
            } else {
                prefix
            };
            self.out.extend([prefix, line, "\n"]);
        }
        self.is_plain = is_plain;
    }

    /// Opens a container, and gives what stands before its first line.
    fn begin(&mut self, container: Container, before: Option<char>) -> String {
        let mark = match (container.form, before) {
            (Form::Bullets, Some('-')) => '*',
            (Form::Bullets, _) => '-',
            (Form::Numbers, Some('.')) => ')',
            (Form::Numbers, _) => '.',
            _ => ' ',
        };
        let mut open = Open {
            container,
            mark,
            number: self.flat.spans.first_number(container.element),
            width: 0,
        };
        let written = match (container.form, self.open.last_mut()) {
            (Form::Quotation, _) => "> ".to_owned(),
            (Form::Item, Some(list)) if list.container.form == Form::Numbers => {
                list.number += 1;
                format!("{}{} ", list.number - 1, list.mark)
            }
            (Form::Item, list) => format!("{} ", list.map_or('-', |list| list.mark)),
            _ => String::new(),
        };
        open.width = written.len();
        self.open.push(open);
        written
    }

    /// What stands before a further line in the outer containers, so many of them.
    fn prefix(&self, count: usize) -> String {
        let mut prefix = String::new();
        for open in self.open.iter().take(count) {
            match open.container.form {
                Form::Quotation => prefix.push_str("> "),
                Form::Item => prefix.extend(std::iter::repeat_n(' ', open.width)),
                Form::Bullets | Form::Numbers => {}
            }
        }
        prefix
    }
}
