"use strict";
// What a page does beyond its text: "/" goes to the search; the version in force on the day of reading is marked where all days are known.
document.addEventListener("keydown", event => {
  const field = document.getElementById("find");
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
    event.preventDefault();
    field.focus();
  }
});
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(n => String(n).padStart(2, "0")).join("-");
for (const row of document.querySelectorAll("[data-now]")) {
  if (row.dataset.from <= today && (!row.dataset.to || today < row.dataset.to)) {
    const mark = document.createElement("span");
    mark.className = "tag now";
    mark.textContent = row.dataset.now;
    row.querySelector("h3").append(" ", mark);
  }
}
