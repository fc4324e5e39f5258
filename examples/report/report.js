"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const { names, pages } = JSON.parse(one("#reasons").textContent);
  const blocks = all(".block").map((item) => ({
    item,
    button: one(".why", item),
    text: one(".text", item),
    words: one(".text", item).textContent.toLowerCase(),
    kind: item.dataset.kind,
    wrong: item.classList.contains("wrong"),
  }));
  const folds = all(".folded").map((item) => ({
    item,
    details: one("details", item),
    opened: one("details", item).open,
    blocks: blocks.filter((block) => item.contains(block.item)),
  }));

  // Reasons: made when they are first asked for.
  const cell = (row, name, text, className) => {
    const made = row.appendChild(document.createElement(name));
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const points = (row, text) => cell(row, "td", text, text.startsWith("-") ? "points against" : "points");
  const explain = ({ item, button }) => {
    const [page, index] = item.dataset.at.split("-");
    const [findings, rest, others] = pages[page][index];
    const box = document.createElement("div");
    box.className = "reasons";
    box.id = "r" + item.dataset.at;
    cell(box, "h3", button.dataset.verdict);
    const table = box.appendChild(document.createElement("table")).appendChild(document.createElement("tbody"));
    for (const [name, weight] of findings) {
      const row = table.appendChild(document.createElement("tr"));
      points(row, weight);
      cell(row, "th", names[name][0]).scope = "row";
      cell(row, "td", names[name][1], "meaning");
    }
    if (others) {
      const row = table.appendChild(document.createElement("tr"));
      points(row, rest);
      cell(row, "td", others, "meaning").colSpan = 2;
    }
    item.append(box);
    button.setAttribute("aria-controls", box.id);
    return box;
  };
  const toggle = (block) => {
    const box = one(".reasons", block.item);
    const shown = box ? box.hidden : true;
    (box ?? explain(block)).hidden = !shown;
    block.button.setAttribute("aria-expanded", shown);
  };

  // One block is the current one: Tab goes to it, arrows go on from it.
  let current;
  const make = (block) => {
    if (current) current.button.tabIndex = -1;
    current = block;
    current.button.tabIndex = 0;
  };
  const known = new Map(blocks.map((block) => [block.item, block]));
  const of = (element) => known.get(element.closest(".block"));
  const visible = () => blocks.filter((block) => block.button.checkVisibility());
  if (blocks.length) make(blocks.find((block) => block.item.classList.contains("kept")) ?? blocks[0]);

  document.addEventListener("click", (event) => {
    const block = of(event.target);
    if (!block || event.target.closest(".reasons")) return;
    // Whoever marks text to copy it does not ask for reasons.
    if (!event.target.closest(".why") && String(getSelection())) return;
    make(block);
    toggle(block);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writes = event.target.matches("input");
    if (event.key === "/" && !writes) {
      event.preventDefault();
      one("#search").focus();
    } else if (event.key === "Escape") {
      const block = of(event.target);
      if (block && block.button.getAttribute("aria-expanded") === "true") {
        toggle(block);
        block.button.focus();
      } else if (writes) {
        event.target.value = "";
        show();
      }
    } else if (!writes && of(event.target)) {
      const seen = visible();
      const at = seen.indexOf(of(event.target));
      const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: seen.length - 1 }[event.key];
      if (to === undefined || !seen[to]) return;
      event.preventDefault();
      make(seen[to]);
      seen[to].button.focus();
    }
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".why")) make(of(event.target));
  });

  // What is shown: kinds, words, wrong ones.
  const search = one("#search");
  const wrong = one("#wrong");
  const unfold = one("#unfold");
  const every = one("#every");
  const chips = all(".chip");
  const pressed = (button) => button?.getAttribute("aria-pressed") === "true";
  const press = (button, is) => button.setAttribute("aria-pressed", is);
  const mark = (words, matches) => {
    if (!CSS.highlights) return;
    const ranges = [];
    for (const block of words ? matches : []) {
      const node = block.text.firstChild;
      for (let at = block.words.indexOf(words); node && at >= 0 && ranges.length < 2000; at = block.words.indexOf(words, at + words.length)) {
        // Lower case may be longer or shorter than the text it was made of.
        if (at + words.length > node.length) break;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        ranges.push(range);
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };
  const show = () => {
    const words = search.value.trim().toLowerCase();
    const off = new Set(chips.filter((chip) => !pressed(chip)).map((chip) => chip.dataset.kind));
    const matches = [];
    for (const block of blocks) {
      const is = !off.has(block.kind) && (!words || block.words.includes(words)) && (!pressed(wrong) || block.wrong);
      block.item.hidden = !is;
      if (is) matches.push(block);
    }
    const narrowed = words || pressed(wrong);
    for (const fold of folds) {
      fold.item.hidden = fold.blocks.every((block) => block.item.hidden);
      fold.details.open = pressed(unfold) || (narrowed ? !fold.item.hidden : fold.opened);
    }
    for (const page of all(".page")) page.hidden = !one(".block:not([hidden])", page) && (Boolean(narrowed) || off.size > 0);
    every.hidden = off.size === 0;
    one("#nothing").hidden = matches.length > 0 || blocks.length === 0;
    one("#found").textContent = words ? matches.length : "";
    mark(words, matches);
  };
  search.addEventListener("input", show);
  for (const button of [wrong, unfold, ...chips]) {
    button?.addEventListener("click", () => {
      press(button, !pressed(button));
      show();
    });
  }
  every.addEventListener("click", () => {
    for (const chip of chips) press(chip, true);
    show();
  });
  for (const fold of folds) {
    one("summary", fold.item).addEventListener("click", () => {
      if (!pressed(unfold) && !search.value && !pressed(wrong)) fold.opened = !fold.details.open;
    });
  }

  one("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
