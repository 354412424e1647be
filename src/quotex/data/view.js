"use strict";
// Shows the quotations that fit the chosen speaker and types, goes from one to the next, shows the
// details of one beside the text and copies its citation. Everything is in the page without it.
const field = (id) => document.getElementById(id);
const form = field("filter"), panel = field("panel"), speaker = field("speaker");
const marks = [...document.querySelectorAll("a.n")];
const articles = [...document.querySelectorAll("article")];
const speakers = [...document.querySelectorAll("#speakers a")];
const contents = [...document.querySelectorAll("#contents li")];
const folds = articles.map((article) => article.firstElementChild);
const parts = new Map(marks.map((mark) => [mark.id.slice(1), []]));
for (const part of document.querySelectorAll("[data-q]")) parts.get(part.dataset.q).push(part);
const inside = new Map(articles.map((article) => [article, [...article.querySelectorAll("a.n")]]));
const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
// A mark stands in the first part of its quotation, whose classes are "q", the type and the speaker.
const facts = new Map(marks.map((mark) => {
  const classes = mark.parentElement.className.split(" ");
  return [mark, { type: classes[1], speaker: classes.at(-1).slice(1) }];
}));
const partsOf = (mark) => parts.get(mark.id.slice(1));
let shown = marks;
let current = null;

function filter() {
  const types = new Set([...form.querySelectorAll(":checked[name=type]")].map((box) => box.value));
  const all = !speaker.value && types.size === 3;
  for (const mark of marks) {
    const fact = facts.get(mark);
    mark.hidden = !(types.has(fact.type) && (!speaker.value || fact.speaker === speaker.value));
    for (const part of partsOf(mark)) part.classList.toggle("off", mark.hidden);
  }
  shown = marks.filter((mark) => !mark.hidden);
  articles.forEach((article, index) => {
    const left = inside.get(article).filter((mark) => !mark.hidden).length;
    article.hidden = contents[index].hidden = !all && !left;
    contents[index].querySelector(".count").textContent = left.toLocaleString("en");
  });
  for (const link of speakers) {
    if (speaker.value && link.dataset.s === speaker.value) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const found = counted(shown.length, "quotation");
  const where = counted(articles.filter((article) => !article.hidden).length, "article");
  field("count").textContent = all ? found : `${found} of ${marks.length} in ${where}`;
  if (current) current.hidden ? close() : place();
}

function place() {
  const number = shown.indexOf(current) + 1;
  field("place").textContent = `Quotation ${number} of ${shown.length}`;
}

function select(mark, focus) {
  if (current) for (const part of partsOf(current)) part.classList.remove("now");
  current = mark;
  for (const part of partsOf(mark)) part.classList.add("now");
  const note = field(`d${mark.id.slice(1)}`);
  field("details").replaceChildren(...[...note.children].slice(0, 3).map((e) => e.cloneNode(true)));
  field("told").textContent = "";
  panel.hidden = false;
  place();
  mark.closest("article").firstElementChild.open = true;
  mark.scrollIntoView({ block: "center" }); // at once: nothing moves on its own
  if (focus) focus.focus({ preventScroll: true });
}

// Goes on from the current quotation, in a circle; the focus goes along where it is in the text.
function go(step, focus) {
  if (!shown.length) return;
  const from = shown.indexOf(current);
  const to = from < 0 ? (step > 0 ? 0 : shown.length - 1) : (from + step + shown.length) % shown.length;
  select(shown[to], focus ? shown[to] : null);
}

function close() {
  const within = panel.contains(document.activeElement);
  panel.hidden = true;
  if (!current) return;
  for (const part of partsOf(current)) part.classList.remove("now");
  if (within) (current.hidden ? speaker : current).focus();
  current = null;
}

async function copy() {
  const cited = field("details").querySelector("pre");
  let done = false;
  try {
    await navigator.clipboard.writeText(cited.textContent);
    done = true;
  } catch {
    done = copyOld(cited.textContent);
  }
  if (!done) getSelection().selectAllChildren(cited);
  field("told").textContent = done ? "Copied." : "Press Ctrl+C to copy what is marked.";
}

// Where a page may not use the clipboard, as when it is opened from a server without https.
function copyOld(words) {
  const before = document.activeElement;
  const box = document.createElement("textarea");
  box.value = words;
  box.className = "unseen";
  panel.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  before.focus({ preventScroll: true });
  return done;
}

function fold() {
  const open = folds.some((details) => details.open);
  for (const details of folds) details.open = !open;
}

function sayFold() {
  const open = folds.some((details) => details.open);
  field("fold").textContent = open ? "close all articles" : "open all articles";
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const part = event.target.closest("[data-q]:not(.off)");
  if (link && link.classList.contains("n")) {
    event.preventDefault();
    select(link, field("place"));
  } else if (link && speakers.includes(link)) {
    event.preventDefault();
    const again = speaker.value === link.dataset.s;
    speaker.value = link.dataset.s;
    for (const box of form.querySelectorAll("[name=type]")) box.checked = true;
    filter();
    if (!again) current = null;
    go(1, true);
  } else if (link && link.closest("#contents")) {
    field(link.hash.slice(1)).firstElementChild.open = true;
  } else if (part && getSelection().isCollapsed) {
    select(field(`q${part.dataset.q}`), null);
  }
});

document.addEventListener("keydown", (event) => {
  const mark = event.target.closest("a.n");
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape" && !panel.hidden) return close();
  if (!mark && !panel.contains(event.target)) return; // elsewhere letters are not ours
  const step = { n: 1, p: -1 }[event.key];
  if (mark && (step || event.key === "c") && mark !== current) {
    if (event.key === "c") select(mark, null);
    else current = mark;
  }
  if (step) go(step, mark);
  else if (event.key === "c") copy();
});

field("before").addEventListener("click", () => go(-1, false));
field("after").addEventListener("click", () => go(1, false));
field("back").addEventListener("click", () => go(-1, false));
field("on").addEventListener("click", () => go(1, false));
field("copy").addEventListener("click", copy);
field("close").addEventListener("click", close);
field("fold").addEventListener("click", fold);
form.addEventListener("change", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter)); // the fields are emptied after the event
for (const details of folds) details.addEventListener("toggle", sayFold);
addEventListener("beforeprint", () => folds.forEach((details) => { details.open = true; }));
addEventListener("pageshow", filter); // a browser that goes back fills the fields in again

form.hidden = field("keys").hidden = false;
document.documentElement.classList.add("script");
sayFold();
if (innerWidth < 960) for (const nav of document.querySelectorAll("nav > details")) nav.open = false;
