(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  root.classList.add("js");

  // Light, dark, or the system's setting.
  const themes = { "": "system", light: "light", dark: "dark" };
  all("[data-theme-switch]").forEach((button) => button.addEventListener("click", () => {
    const names = Object.keys(themes);
    const next = names[(names.indexOf(root.dataset.theme ?? "") + 1) % names.length];
    if (next) root.dataset.theme = next; else delete root.dataset.theme;
    button.querySelector("span").textContent = themes[next];
  }));

  const data = JSON.parse(document.getElementById("data").textContent);
  const [PATH, COUNCIL, REGION, KIND, DAY, GRADES, ERRORS, WARNINGS, ADVICE, RULES, TOPICS, PROBLEM] = Array(12).keys();
  const { documents } = data;
  const grades = { 1: "outstanding", 2: "good", 3: "requires improvement", 4: "inadequate" };
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const day = (number) => (number ? `${number % 100} ${months[(Math.trunc(number / 100) % 100) - 1]} ${Math.trunc(number / 10000)}` : "–");
  const year = (each) => (each[DAY] ? String(Math.trunc(each[DAY] / 10000)) : "");
  const address = (path) => data.base + path.split("/").map(encodeURIComponent).join("/");
  const texts = documents.map((each) => `${data.councils[each[COUNCIL]]} ${each[PATH]}`.toLowerCase());
  // The places of councils in the order of their names, so that documents are sorted by numbers.
  const order = (names) => {
    const collator = new Intl.Collator("en");
    const ranks = new Array(names.length);
    names.map((name, at) => at).sort((a, b) => collator.compare(names[a], names[b])).forEach((at, rank) => { ranks[at] = rank; });
    return ranks;
  };
  const councils = order(data.councils);
  const kinds = order(data.kinds);

  function element(tag, text, name) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  function link(at, text) {
    const made = element("a", text);
    made.href = address(documents[at][PATH]);
    return made;
  }

  // A table of which only the first rows are in the page; the others come when they are asked for.
  class List {
    constructor(table, row, values) {
      this.table = table;
      this.row = row;
      this.values = values;
      this.items = [];
      const foot = table.closest("section").querySelector(".more-rows");
      this.button = foot.querySelector("button");
      this.output = foot.querySelector("output");
      this.button.addEventListener("click", () => this.add(500));
      all("th[data-sort]", table).forEach((head) => sortable(head, () => this.sort(head)));
      addEventListener("beforeprint", () => this.add(900));
    }

    show(items) {
      this.items = items;
      if (this.head) this.arrange();
      this.table.tBodies[0].replaceChildren();
      this.shown = 0;
      this.add(100);
    }

    add(count) {
      const rows = this.items.slice(this.shown, this.shown + count).map(this.row);
      this.table.tBodies[0].append(...rows);
      this.shown += rows.length;
      this.button.hidden = this.shown >= this.items.length;
      this.output.textContent = this.button.hidden ? "" : `${this.shown.toLocaleString("en")} of ${this.items.length.toLocaleString("en")} are shown`;
    }

    sort(head) {
      this.head = head;
      this.show(this.items);
    }

    arrange() {
      const value = this.values[Number(this.head.dataset.sort)];
      const sign = this.head.ariaSort === "descending" ? -1 : 1;
      const keyed = this.items.map((item) => [value(item), item]);
      keyed.sort(([a, c], [b, d]) => (a < b ? -sign : a > b ? sign : c < d ? -1 : 1));
      this.items = keyed.map(([, item]) => item);
    }
  }

  function sortable(head, sort) {
    const button = element("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.ariaSort === "ascending";
      all("th", head.parentElement).forEach((each) => { each.ariaSort = null; });
      head.ariaSort = down ? "descending" : "ascending";
      sort();
    });
  }

  const number = (count, name) => element("td", count.toLocaleString("en"), `n ${count ? name : "none"}`);
  function documentRow(at) {
    const each = documents[at];
    const row = element("tr");
    const head = element("th");
    head.scope = "row";
    head.append(link(at, data.councils[each[COUNCIL]] || each[PATH]), element("span", each[PATH], "path"));
    if (each[PROBLEM]) head.append(element("span", each[PROBLEM], "path problem"));
    row.append(
      head,
      element("td", data.kinds[each[KIND]] || "–"),
      element("td", day(each[DAY])),
      element("td", grades[each[GRADES][0]] ?? "–"),
      number(each[ERRORS], "error"),
      number(each[WARNINGS], "warning"),
      number(each[ADVICE], "advice"),
    );
    return row;
  }
  const list = new List(document.querySelector(".documents2"), documentRow, [
    (at) => councils[documents[at][COUNCIL]],
    (at) => kinds[documents[at][KIND]],
    (at) => documents[at][DAY],
    (at) => documents[at][GRADES][0],
    (at) => documents[at][ERRORS],
    (at) => documents[at][WARNINGS],
    (at) => documents[at][ADVICE],
  ]);

  // What is shown: the controls, and what a link to the documents of a figure asks for besides.
  const sieve = document.querySelector(".sieve");
  const chosen = document.querySelector(".chosen");
  const control = (name) => sieve.elements[name];
  let beside = {};
  function offer(name, values) {
    control(name).append(...values.map(([value, text]) => {
      const made = element("option", text);
      made.value = value;
      return made;
    }));
    control(name).closest("label").hidden = values.length < 2;
  }
  const named = (names, none) => names.map((name) => [name || "none", name || none]).sort(([, a], [, b]) => (a < b ? -1 : 1));
  offer("kind", named(data.kinds.filter(Boolean), ""));
  offer("year", named([...new Set(documents.map(year))], "no date").reverse());
  offer("region", named(data.regions, "not in the list"));
  offer("grade", Object.entries(grades));
  offer("severity", [["error", "errors"], ["warning", "warnings"], ["advice", "advice"], ["none", "no findings"], ["unread", "not read"]]);
  offer("topic", named(data.topics, ""));
  offer("rule", named(data.rules, ""));

  const having = {
    error: (each) => each[ERRORS],
    warning: (each) => each[WARNINGS],
    advice: (each) => each[ADVICE],
    none: (each) => !each[PROBLEM] && !each[ERRORS] && !each[WARNINGS] && !each[ADVICE],
    unread: (each) => each[PROBLEM],
  };
  function tests() {
    const value = (name) => control(name).value;
    const plain = (name) => (value(name) === "none" ? "" : value(name));
    const made = [];
    const words = value("words").toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length) made.push((each, at) => words.every((word) => texts[at].includes(word)));
    if (value("kind")) { const kind = data.kinds.indexOf(plain("kind")); made.push((each) => each[KIND] === kind); }
    if (value("year")) { const wanted = plain("year"); made.push((each) => year(each) === wanted); }
    if (value("region")) { const region = data.regions.indexOf(plain("region")); made.push((each) => each[REGION] === region); }
    if (value("grade")) { const grade = value("grade"); made.push((each) => each[GRADES][0] === grade); }
    if (value("severity")) made.push(having[value("severity")]);
    if (value("topic")) { const topic = data.topics.indexOf(value("topic")); made.push((each) => each[TOPICS].includes(topic)); }
    if (value("rule")) { const rule = data.rules.indexOf(value("rule")); made.push((each) => each[RULES].includes(rule)); }
    if (beside.text) { const text = Number(beside.text); made.push((each, at) => (data.shared[at] ?? []).includes(text)); }
    return made;
  }
  function filter() {
    const wanted = tests();
    const found = [];
    documents.forEach((each, at) => { if (wanted.every((test) => test(each, at))) found.push(at); });
    sieve.querySelector("output").textContent = `${found.length.toLocaleString("en")} of ${documents.length.toLocaleString("en")}`;
    chosen.hidden = !beside.text;
    chosen.textContent = beside.text ? `Documents that have text ${beside.text}, of which at most twenty are listed.` : "";
    list.show(found);
  }
  sieve.addEventListener("input", filter);
  sieve.addEventListener("submit", (event) => event.preventDefault());
  sieve.addEventListener("reset", () => setTimeout(() => { beside = {}; history.replaceState(null, "", "#documents"); filter(); }));

  // The successive inspections.
  const steps = document.querySelector(".steps");
  const changes = { better: "▲ better", worse: "▼ worse", same: "the same" };
  const stepped = (text, at) => {
    const cell = element("td");
    cell.append(link(at, text || "–"), element("span", day(documents[at][DAY]), "path"));
    return cell;
  };
  const inspections = steps && new List(steps, (at) => {
    const [council, old, made, before, after, change, carried] = data.steps[at];
    const row = element("tr");
    const head = element("th", council);
    head.scope = "row";
    row.append(head, stepped(before, old), stepped(after, made), element("td", changes[change] ?? change), element("td", carried, "n"));
    return row;
  }, [
    (at) => data.steps[at][0],
    (at) => documents[data.steps[at][1]][GRADES][0],
    (at) => documents[data.steps[at][2]][GRADES][0],
    (at) => data.steps[at][5],
    (at) => data.steps[at][6],
  ]);
  const showSteps = (change) => inspections?.show([...data.steps.keys()].filter((at) => !change || data.steps[at][5] === change));

  // A figure is a link whose address is a filter.
  function follow() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const step = asked.get("step");
    showSteps(step ?? "");
    if (step) { steps.closest("section").scrollIntoView(); return; }
    const names = ["kind", "year", "region", "grade", "topic", "rule"].filter((name) => asked.has(name));
    const state = asked.get("state");
    if (!names.length && !asked.has("text") && !state) { if (list.shown === undefined) filter(); return; }
    sieve.reset();
    names.forEach((name) => { control(name).value = asked.get(name); });
    if (state) control("severity").value = state;
    setTimeout(() => {
      beside = asked.has("text") ? { text: asked.get("text") } : {};
      filter();
      document.getElementById("documents").scrollIntoView();
    });
  }
  addEventListener("hashchange", follow);
  follow();

  // The tables of figures.
  all(".figures th[data-sort]").forEach((head) => sortable(head, () => {
    const at = [...head.parentElement.children].indexOf(head);
    const body = head.closest("table").tBodies[0];
    const value = (row) => row.cells[at].dataset.v ?? row.cells[at].textContent.trim();
    const text = head.dataset.sort === "text";
    const sign = head.ariaSort === "descending" ? -1 : 1;
    body.append(...[...body.rows].sort((a, b) => sign * (text ? value(a).localeCompare(value(b)) : value(a) - value(b))));
  }));
})();
