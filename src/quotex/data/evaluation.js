"use strict";
// Shows the errors that fit the chosen kind, type and reason and hold the words typed.
const articles = [...document.querySelectorAll("article")];
const groups = [...document.querySelectorAll("details.group")];
const field = (id) => document.getElementById(id);
const texts = new Map(articles.map((a) => [a, a.textContent.toLowerCase()]));

function filter() {
  const words = field("words").value.trim().toLowerCase();
  let shown = 0;
  for (const article of articles) {
    const fits = ["kind", "type", "reason"].every((name) => {
      const value = field(name).value;
      return !value || article.dataset[name] === value;
    });
    article.hidden = !fits || !texts.get(article).includes(words);
    shown += !article.hidden;
  }
  for (const group of groups) {
    const left = group.querySelectorAll("article:not([hidden])").length;
    group.hidden = !left;
    group.querySelector(".n").textContent = left;
  }
  field("count").textContent = `${shown} of ${articles.length}`;
}

for (const event of ["input", "change"]) field("filter").addEventListener(event, filter);
field("filter").addEventListener("submit", (event) => event.preventDefault());
