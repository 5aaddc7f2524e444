"use strict";
// The search: titles first, then articles of the laws that have all grams of the words asked for. Data are scripts, so that it works from a disk.
const held = new Map(), waiting = new Map();
function put(key, data) { held.set(key, data); }
const state = document.getElementById("state"), results = document.getElementById("results"), more = document.getElementById("more");
const shards = Number(state.dataset.shards), titleScripts = Number(state.dataset.titles);
const FEW = 50;

function load(key, path) {
  if (!waiting.has(key)) {
    waiting.set(key, new Promise(done => {
      const script = document.createElement("script");
      script.src = path;
      script.onload = () => done(held.get(key));
      script.onerror = () => done(undefined);
      document.head.append(script);
    }));
  }
  return waiting.get(key);
}

const step = text => encodeURIComponent(text);
const address = path => path.split("/").map(part => part.split("#").map(encodeURIComponent).join("#")).join("/").replaceAll("%40", "@");

function fold(text) {
  return Array.from(text, c => {
    const code = c.codePointAt(0);
    const half = code >= 0xFF01 && code <= 0xFF5E ? String.fromCodePoint(code - 0xFEE0) : c;
    return half >= "A" && half <= "Z" && half.length === 1 ? half.toLowerCase() : half;
  }).join("");
}

function isWord(c) {
  const code = c.codePointAt(0);
  return /^[0-9a-z]$/.test(c) || code === 0x3007 || (code >= 0xC0 && code < 0x2000) || (code >= 0x3041 && code < 0xE000)
    || (code >= 0xF900 && code < 0xFE00) || code > 0xFFFF;
}

function runs(text) {
  const found = [[]];
  for (const c of fold(text)) {
    if (isWord(c)) found.at(-1).push(c); else if (found.at(-1).length) found.push([]);
  }
  return found.filter(run => run.length);
}

async function lawsWith(run) {
  // The laws that may hold a stretch of characters: a single one begins a gram or stands last.
  const asked = run.length === 1 ? [run[0]] : run.slice(1).map((c, at) => run[at] + c);
  let laws;
  for (const gram of asked) {
    const shard = gram.codePointAt(0) % shards;
    const data = await load("grams " + shard, "grams-" + shard + ".js") || {};
    const keys = run.length === 1 ? Object.keys(data).filter(key => key.startsWith(gram)) : [gram];
    const numbers = new Set();
    for (const key of keys) {
      let number = 0;
      for (const distance of data[key] || []) numbers.add(number += distance);
    }
    laws = laws ? new Set([...laws].filter(number => numbers.has(number))) : numbers;
  }
  return laws;
}

function excerpt(words, terms) {
  const folded = fold(words), hits = terms.map(term => folded.indexOf(term)).filter(at => at >= 0);
  const start = Math.max(0, Math.min(...hits) - 24), shown = document.createElement("p");
  let at = start;
  const end = Math.min(words.length, start + 130);
  if (start) shown.append("…");
  while (at < end) {
    const term = terms.find(one => folded.startsWith(one, at));
    if (term) {
      const mark = document.createElement("mark");
      mark.textContent = words.slice(at, at += term.length);
      shown.append(mark);
    } else {
      shown.append(words[at++]);
    }
  }
  if (end < words.length) shown.append("…");
  shown.normalize();
  return shown;
}

function show(path, name, below) {
  const item = document.createElement("li"), link = document.createElement("a");
  link.href = path;
  link.textContent = name;
  item.append(link);
  if (below) item.append(below);
  results.append(item);
}

async function* matches(terms, laws, titles) {
  for (const number of laws) {
    const [law, title] = titles[number];
    const data = await load("law " + law, "../../" + step(law) + "/search.js");
    for (const [path, name, words] of data ? data.parts : []) {
      const folded = fold(name + words);
      if (terms.every(term => folded.includes(term))) {
        yield () => show("../../" + step(law) + "/" + address(path), title + " " + name, excerpt(words, terms));
      }
    }
  }
}

function say(laws, articles, on) {
  state.textContent = laws + articles ? state.dataset.found.replace("{laws}", laws).replace("{articles}", articles + (on ? "+" : "")) : state.dataset.nothing;
}

async function search(query) {
  const terms = fold(query).split(/\s+/).filter(Boolean);
  if (!terms.length) return;
  state.textContent = state.dataset.searching;
  const titles = [];
  for (let at = 0; at < titleScripts; at++) titles.push(...(await load("titles " + at, "titles-" + at + ".js") || []));
  let named = 0;
  for (const [law, title] of titles) {
    if (terms.every(term => fold(title).includes(term))) {
      named++;
      if (named <= FEW) show("../../" + step(law) + "/index.html", title);
    }
  }
  let laws;
  for (const run of terms.flatMap(runs)) {
    const numbers = await lawsWith(run);
    laws = laws ? new Set([...laws].filter(number => numbers.has(number))) : numbers;
  }
  const found = matches(terms, [...(laws || [])].sort((a, b) => a - b), titles);
  let articles = 0;
  async function some() {
    for (let count = 0; count < FEW; count++) {
      const { value, done } = await found.next();
      if (done) {
        more.hidden = true;
        return say(named, articles, false);
      }
      articles++;
      value();
    }
    more.hidden = false;
    return say(named, articles, true);
  }
  more.onclick = some;
  await some();
}

const asked = new URLSearchParams(location.search).get("q") || "";
document.getElementById("find").value = asked;
search(asked).then(() => document.body.setAttribute("data-searched", ""));
