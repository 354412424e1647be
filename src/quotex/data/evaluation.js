"use strict";
// Shows the errors that fit the chosen kind, type and reason and hold the words typed.
const field = (id) => document.getElementById(id);
const form = field("filter");
const articles = [...document.querySelectorAll("article")];
const groups = [...document.querySelectorAll("details.group")];
const texts = new Map(articles.map((a) => [a, a.textContent.toLowerCase()]));

function filter() {
  const words = field("words").value.trim().toLowerCase();
  const chosen = ["kind", "type", "reason"].map((name) => [name, field(name).value]);
  const left = new Map(groups.map((group) => [group, 0]));
  let shown = 0;
  for (const article of articles) {
    const fits = chosen.every(([name, value]) => !value || article.dataset[name] === value);
    article.hidden = !fits || !texts.get(article).includes(words);
    if (!article.hidden) {
      shown += 1;
      left.set(article.parentElement, left.get(article.parentElement) + 1);
    }
  }
  for (const [group, count] of left) {
    group.hidden = !count;
    group.querySelector(".n").textContent = count;
  }
  field("count").textContent = `${shown} of ${articles.length}`;
}

form.hidden = false;
for (const event of ["input", "change"]) form.addEventListener(event, filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter)); // the fields are emptied after the event
addEventListener("pageshow", filter); // a browser that goes back fills the fields in again
