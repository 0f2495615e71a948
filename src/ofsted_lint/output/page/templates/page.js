(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const kept = {
    get(key) { try { return localStorage.getItem(`ofsted-lint:${key}`); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(`ofsted-lint:${key}`, value); } catch { /* storage is not available */ } },
  };
  const wide = matchMedia("(min-width: 62rem)");
  const has = (element, name) => (element.dataset.f ?? "").split(" ").includes(name);
  root.classList.add("js");

  // Light, dark, or the system's setting.
  const themes = { "": "system", light: "light", dark: "dark" };
  function dress(theme) {
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    all("[data-theme-switch] span").forEach((span) => { span.textContent = themes[theme]; });
  }
  dress(kept.get("theme") in themes ? kept.get("theme") : "");
  all("[data-theme-switch]").forEach((button) => button.addEventListener("click", () => {
    const names = Object.keys(themes);
    const next = names[(names.indexOf(root.dataset.theme ?? "") + 1) % names.length];
    kept.set("theme", next);
    dress(next);
  }));

  // One document with its notes.
  class Report {
    constructor(element) {
      this.element = element;
      this.doc = element.querySelector(".doc");
      this.notes = all(".note", element);
      this.marks = all("[data-f]", this.doc);
      this.bar = element.querySelector(".bar");
      this.key = `done:${element.dataset.key}`;
      this.done = new Set((kept.get(this.key) ?? "").split(" "));
      this.now = -1;
      this.notes.forEach((note) => this.prepare(note));
      this.marks.forEach((mark) => {
        const light = (on) => () => mark.dataset.f.split(" ").forEach((name) => this.light(name, on));
        mark.addEventListener("pointerenter", light(true));
        mark.addEventListener("pointerleave", light(false));
        mark.addEventListener("focus", light(true));
        mark.addEventListener("blur", light(false));
      });
      this.bar?.addEventListener("change", () => this.sieve());
      all("[data-go]", element).forEach((button) => {
        button.addEventListener("click", () => this.go(Number(button.dataset.go)));
      });
      all(".picture", element).forEach((picture) => this.trace(picture));
      this.watch = new ResizeObserver(() => this.later());
      [this.doc, ...this.notes].forEach((each) => this.watch.observe(each));
      if (this.bar) {
        this.bar.querySelector("[name=keys]").checked = kept.get("keys") !== "off";
        this.sieve();
      }
    }

    prepare(note) {
      const box = note.querySelector(".tick input");
      box.checked = this.done.has(note.dataset.print);
      box.addEventListener("change", () => this.tick(note));
      note.addEventListener("pointerenter", () => this.light(note.dataset.n, true));
      note.addEventListener("pointerleave", () => this.light(note.dataset.n, false));
      note.addEventListener("focusin", () => { this.light(note.dataset.n, true); this.now = this.shown().indexOf(note); this.showCount(); });
      note.addEventListener("focusout", () => this.light(note.dataset.n, false));
      const button = note.querySelector(".copy");
      button.addEventListener("click", () => copy(note.querySelector("pre"), button));
    }

    light(name, on) {
      if (!on && name === this.aimed) return;
      [...this.marks, ...this.notes].forEach((each) => {
        if (each.dataset.n === name) each.classList.toggle("now", on);
        else if (has(each, name)) each.classList.toggle("lit", on);
      });
    }

    // All places of a finding stay highlighted while the address of the page names one of them.
    aim(name) {
      const before = this.aimed;
      this.aimed = name;
      [before, name].forEach((each) => { if (each) this.light(each, each === name); });
    }

    shown() { return this.notes.filter((note) => !note.classList.contains("fold")); }

    tick(note) {
      const { checked } = note.querySelector(".tick input");
      this.done[checked ? "add" : "delete"](note.dataset.print);
      kept.set(this.key, [...this.done].join(" ").trim());
      this.sieve();
    }

    sieve() {
      const named = (name) => this.bar.querySelector(`[name=${name}]`);
      const severities = all("[name=severity]:checked", this.bar).map((box) => box.value);
      const rule = named("rule").value;
      const hide = named("done").checked;
      kept.set("keys", named("keys").checked ? "on" : "off");
      this.notes.forEach((note) => {
        const { severity, rule: own, print, n } = note.dataset;
        const done = this.done.has(print);
        note.classList.toggle("done", done);
        note.classList.toggle("fold", !severities.includes(severity) || (rule && rule !== own) || (hide && done));
        note.off = note.classList.contains("fold");
        note.name = n;
      });
      const off = new Set(this.notes.filter((note) => note.off).map((note) => note.dataset.n));
      const done = new Set(this.notes.filter((note) => note.classList.contains("done")).map((note) => note.dataset.n));
      this.marks.forEach((mark) => {
        const names = mark.dataset.f.split(" ");
        mark.classList.toggle("off", names.every((name) => off.has(name)));
        mark.classList.toggle("done", names.every((name) => done.has(name)));
      });
      this.now = -1;
      this.showCount();
      this.later();
    }

    showCount() {
      const { length } = this.shown();
      const done = this.shown().filter((note) => note.classList.contains("done")).length;
      const words = this.now < 0 ? `${length} shown` : `${this.now + 1} of ${length}`;
      this.bar.querySelector("output").textContent = done ? `${words}, ${done} reviewed` : words;
    }

    go(step) {
      const shown = this.shown();
      if (!shown.length) return;
      this.now = this.now < 0 ? (step > 0 ? 0 : shown.length - 1) : (this.now + step + shown.length) % shown.length;
      const note = shown[this.now];
      note.focus({ preventScroll: true });
      const place = wide.matches ? this.mark(note) ?? note : note;
      place.scrollIntoView({ block: "center" });
      this.showCount();
    }

    mark(note) { return this.marks.find((mark) => has(mark, note.dataset.n) && !mark.classList.contains("far")) ?? this.marks.find((mark) => has(mark, note.dataset.n)); }

    later() {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.lay());
    }

    // Notes are placed next to their places, one below the other if places are close.
    lay() {
      const on = wide.matches && !this.element.hidden;
      this.doc.classList.toggle("laid", on);
      if (!on) { this.doc.style.minHeight = ""; return; }
      const top = this.doc.getBoundingClientRect().top;
      const shown = this.shown();
      const wanted = shown.map((note) => {
        const place = this.mark(note) ?? note.closest(".row");
        return { note, at: place.getBoundingClientRect().top - top, height: note.offsetHeight };
      });
      let end = 0;
      wanted.sort((a, b) => a.at - b.at).forEach((each) => {
        const at = Math.max(each.at, end);
        each.note.style.top = `${Math.round(at)}px`;
        end = at + each.height + 18;
      });
      this.doc.style.minHeight = `${Math.round(end)}px`;
    }

    // Highlights an item or a paragraph of the diagram with its bands, and shows the words found.
    trace(picture) {
      const status = picture.closest(".echo").querySelector(".status");
      const bands = picture.querySelector(".bands");
      const paths = all("path", bands);
      const show = (chosen, words) => {
        const some = chosen.length > 0 || Boolean(words);
        paths.forEach((path) => path.classList.toggle("on", chosen.includes(path)));
        all("[data-p]:not(path)", picture).forEach((item) => {
          item.classList.toggle("on", chosen.some((path) => path.dataset.p === item.dataset.p));
        });
        all("[data-q]:not(path)", picture).forEach((item) => {
          item.classList.toggle("on", chosen.some((path) => path.dataset.q === item.dataset.q));
        });
        [bands, picture].forEach((each) => each.classList.toggle("some", some));
        if (some) status.textContent = words || chosen.map((path) => path.querySelector("title").textContent).join(". ");
      };
      const offer = (item, chosen, words, source = item) => {
        const on = () => { show(chosen, words); item.classList.add("on"); };
        const off = () => { show([], ""); item.classList.remove("on"); };
        item.addEventListener("pointerenter", on);
        item.addEventListener("pointerleave", off);
        source.addEventListener("focus", on);
        source.addEventListener("blur", off);
      };
      all(".points li", picture).forEach((item) => {
        const link = item.querySelector("a");
        offer(item, paths.filter((path) => path.dataset.p === item.dataset.p), link.dataset.words, link);
      });
      all(".lines .row", picture).forEach((item) => {
        const link = item.querySelector("a");
        offer(item, paths.filter((path) => path.dataset.q === item.dataset.q), link.dataset.words ?? "", link);
      });
      paths.forEach((path) => offer(path, [path], ""));
    }
  }

  async function copy(pre, button) {
    const text = `${pre.textContent.trim()}\n`;
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(pre);
      copied = document.execCommand("copy");
    }
    button.textContent = copied ? "Copied" : "Selected: copy it with the keyboard";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  }

  const reports = all(".report").map((element) => new Report(element));
  const index = document.getElementById("index");

  // Of many documents, show one or the index.
  function show() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const report = target?.closest(".report");
    if (index && (report || !target || index.contains(target))) {
      index.hidden = Boolean(report);
      reports.forEach((each) => { each.element.hidden = each.element !== report; each.later(); });
      if (target) target.scrollIntoView();
    }
    reports.forEach((each) => each.aim(each.element === report ? target.dataset.f ?? target.dataset.n : undefined));
  }
  addEventListener("hashchange", show);
  wide.addEventListener("change", () => reports.forEach((each) => each.later()));
  show();

  const steps = { n: 1, j: 1, p: -1, k: -1 };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const report = reports.find((each) => !each.element.hidden && each.bar?.querySelector("[name=keys]").checked);
    if (!report) return;
    if (event.key in steps) { event.preventDefault(); report.go(steps[event.key]); }
    const note = report.shown()[report.now];
    if (event.key === "x" && note) {
      const box = note.querySelector(".tick input");
      box.checked = !box.checked;
      const at = report.now;
      report.tick(note);
      report.now = Math.min(at, report.shown().length - 1);
      report.showCount();
    }
  });

  // The table of documents.
  if (index) {
    const table = index.querySelector(".documents");
    const rows = table ? [...table.tBodies] : [];
    const sieve = index.querySelector(".sieve");
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    sieve?.addEventListener("input", () => {
      const words = sieve.querySelector("[name=words]").value.toLowerCase().split(/\s+/);
      const severity = sieve.querySelector("[name=severity]").value;
      rows.forEach((row) => {
        row.hidden = !(words.every((word) => texts.get(row).includes(word)) && (!severity || row.dataset.has.split(" ").includes(severity)));
      });
      sieve.querySelector("output").textContent = `${rows.filter((row) => !row.hidden).length} shown`;
    });
    all("th[data-sort]", table ?? index).forEach((head) => {
      const at = [...head.parentElement.children].indexOf(head);
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const value = (row) => row.rows[0].cells[at].dataset.v ?? row.rows[0].cells[at].textContent.trim();
      button.addEventListener("click", () => {
        const number = head.dataset.sort === "number";
        const down = head.ariaSort ? head.ariaSort === "ascending" : number;
        all("th", head.parentElement).forEach((each) => { each.ariaSort = null; });
        head.ariaSort = down ? "descending" : "ascending";
        rows.sort((a, b) => (down ? -1 : 1) * (number ? value(a) - value(b) : value(a).localeCompare(value(b))));
        table.append(...rows);
      });
    });
  }
})();
