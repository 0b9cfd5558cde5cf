"use strict";
const articles = [...document.querySelectorAll("article")];
const form = document.querySelector("form");
const counted = form.querySelector("output");

function shows(article, wanted) {
  const rows = [...article.querySelectorAll("tbody tr")];
  for (const row of rows) {
    const fits = (!wanted.severity || row.dataset.severity === wanted.severity) && (!wanted.type || row.dataset.type === wanted.type);
    row.hidden = !fits;
  }
  const text = !wanted.words || article.textContent.toLowerCase().includes(wanted.words);
  return text && rows.some((row) => !row.hidden);
}

let touched = ""; // until then all is shown as it is

function filter() {
  const any = form.words.value.trim() || form.severity.value || form.type.value;
  const wanted = { words: form.words.value.trim().toLowerCase(), severity: form.severity.value, type: form.type.value };
  touched = touched || any;
  let shown = 0;
  for (const article of articles) {
    article.hidden = Boolean(touched) && !shows(article, wanted);
    shown += article.hidden ? 0 : 1;
  }
  counted.value = `${shown} of ${articles.length} screens`;
}

function step(by) {
  const open = articles.filter((article) => !article.hidden);
  const at = open.indexOf(document.activeElement.closest("article"));
  const next = open[Math.min(open.length - 1, Math.max(0, at + by))];
  if (next) next.focus();
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT"].includes(document.activeElement.tagName);
  if (event.key === "Escape" && typing) document.activeElement.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); form.words.focus(); }
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});
filter();
