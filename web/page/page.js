"use strict";
// The page: takes documents, has the worker check them, and shows and saves what comes back.

const $ = (id) => document.getElementById(id);
const chosen = { drafts: new Map(), against: new Map(), rules: new Map() };
const TYPES = { html: "text/html", md: "text/markdown", csv: "text/csv", json: "application/json" };
// The folders of documents to compare with and of rules, in the one of drafts.
const FOLDERS = ["compared", "rules"];
const RULE = /\.ya?ml$/i;
// The file of settings that the program looks for beside the drafts.
const SETTINGS = "ofsted-lint.toml";
// What is taken out of a folder: the endings that the program knows (a test compares them).
const DOCUMENT = /\.(docm|docx|eml|fodt|htm|html|markdown|md|odt|ott|pdf|txt|xhtml)$/i;
// The program reads no more than this of a file.
const MOST = 20_000_000;

// The policy of this page forbids connections. What no policy can forbid is taken away or cancelled here: calls, other
// windows, and going elsewhere (in browsers that know the event) but for downloads of what was made and places on this page.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) {
  Object.defineProperty(window, name, { value: undefined });
}
Object.defineProperty(window, "open", { value: () => null });
window.navigation?.addEventListener("navigate", (event) => {
  if (!event.hashChange && event.downloadRequest === null && event.cancelable) event.preventDefault();
});
addEventListener("click", (event) => {
  if (event.target.closest?.("a[href]:not([download])")) event.preventDefault();
}, true);

// ---- The worker -------------------------------------------------------------------------------------------------

const engine = {
  parts: null,
  worker: null,
  ready: null,
  waiting: new Map(),
  number: 0,

  // Take the program out of the page, once; the text of it is then no longer needed.
  unpack() {
    const parts = {};
    for (const script of document.querySelectorAll("script[id^=part-]")) {
      const text = atob(script.textContent);
      const bytes = new Uint8Array(text.length);
      for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
      parts[script.id.slice(5)] = new Blob([bytes]);
      script.remove();
    }
    this.parts = parts;
  },

  // Start a worker; `say` is called with each step.
  start(say = () => {}) {
    if (!this.parts) this.unpack();
    const source = new Blob([$("worker").textContent], { type: "text/javascript" });
    this.worker = new Worker(URL.createObjectURL(source));
    this.ready = new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }) => {
        if (data.step) say(data.step);
        else if (data.ready) resolve();
        else if (data.broken) reject(new Error(data.broken));
        else this.answer(data);
      };
      this.worker.onerror = (event) => reject(new Error(event.message || "the worker could not be started"));
    });
    this.worker.postMessage({ parts: this.parts });
    return this.ready;
  },

  answer(data) {
    const waits = this.waiting.get(data.id);
    if (!waits) return;
    if (data.opened !== undefined) {
      waits.opened(data.opened);
      return;
    }
    this.waiting.delete(data.id);
    if (data.failed) waits.reject(new Error(data.failed));
    else waits.resolve(data.answer);
  },

  // Run a command line; after so many seconds without a sign of life the worker is ended, and a new one started.
  async run(request, opened = () => {}) {
    await this.ready;
    this.number += 1;
    const id = this.number;
    let last = "", timer = 0;
    try {
      return await new Promise((resolve, reject) => {
        const wait = () => {
          clearTimeout(timer);
          timer = setTimeout(() => reject(new TooLong(last)), 1000 * Number(document.body.dataset.seconds));
        };
        const hear = (name) => {
          last = name;
          wait();
          opened(name);
        };
        this.waiting.set(id, { resolve, reject, opened: hear });
        wait();
        this.worker.postMessage({ id, ...request });
      });
    } catch (error) {
      // What it was doing is unknown: the next document gets a new one.
      this.waiting.delete(id);
      this.worker.terminate();
      this.start().catch(() => {});
      throw error;
    } finally {
      clearTimeout(timer);
    }
  },
};

class TooLong extends Error {
  constructor(name) {
    super("it takes too long; no document needs more than some seconds");
    this.draft = name;
  }
}

// Requests are answered one after another, in the order in which they came.
let queue = Promise.resolve();
function inTurn(work) {
  const done = queue.then(work);
  queue = done.catch(() => {});
  return done;
}

// ---- Documents --------------------------------------------------------------------------------------------------

function state(text) {
  $("state").textContent = text;
}

// Return a name under which a file can be put into a folder, different from those that are taken.
function named(name, taken) {
  const clash = (free) => taken.has(free) || FOLDERS.includes(free);
  const clean = name.replace(/[/\\\0]/g, "_").replace(/^[-.]+/, "_") || "document";
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/s.exec(clean);
  let free = clean;
  for (let number = 2; clash(free); number += 1) free = `${stem} (${number})${ending || ""}`;
  return free;
}

// What was chosen last and cannot be read: a line each.
let lost = [];

async function add(zone, files) {
  lost = [];
  for (const file of files) {
    const there = RULE.test(file.name) || file.name === SETTINGS ? "rules" : zone;
    const map = chosen[there];
    const data = await bytes(file).catch((error) => lost.push(`${file.name}: ${error.message}`));
    if (!(data instanceof Uint8Array) || same(data, map.get(file.name))) continue;
    map.set(named(file.name, there === "rules" ? new Set() : map), data);
    if (there === "rules") $("more").open = true;
  }
  listed();
}

async function bytes(file) {
  if (file.size > MOST) throw new Error(`it is larger than ${MOST / 1e6} MB, which no report is; it was left out.`);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Error("it cannot be read: it is a folder, or it was moved; choose its files.");
  }
}

function same(one, other) {
  return other?.length === one.length && one.every((each, at) => each === other[at]);
}

// The files that were dropped; of a folder, those that can be documents, also in the folders in it.
async function dropped(transfer) {
  const handles = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.getAsFileSystemHandle?.());
  const files = [...transfer.files];
  const made = await Promise.all(handles).catch(() => []);
  if (!made.some((handle) => handle?.kind === "directory")) return files;
  const all = made.map((handle, at) => (handle?.kind === "directory" ? inside(handle).catch(() => [files[at]]) : [files[at]]));
  return (await Promise.all(all)).flat();
}

async function inside(folder) {
  const found = [];
  for await (const each of folder.values()) {
    if (each.kind === "directory") found.push(...await inside(each));
    else if (DOCUMENT.test(each.name)) found.push(await each.getFile());
  }
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function listed() {
  for (const list of document.querySelectorAll("[data-list]")) {
    const map = chosen[list.dataset.list];
    list.replaceChildren(
      ...[...map.keys()].map((name) => {
        const item = document.createElement("li");
        const label = document.createElement("span");
        label.textContent = name;
        item.append(label, button("Remove", () => {
          map.delete(name);
          lost = [];
          listed();
          $(list.dataset.list).focus();
          if (chosen.drafts.size) check();
          else nothing("The document was removed.");
        }, `Remove ${name}`));
        return item;
      }),
    );
  }
  $("how").hidden = !chosen.against.size;
  if (!chosen.against.size) document.querySelector("[name=how]").checked = true;
  $("check").disabled = !chosen.drafts.size;
}

function button(text, act, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

// ---- Checking ---------------------------------------------------------------------------------------------------

function request(command, more, made = []) {
  const files = {};
  const folders = { drafts: "", against: "compared/", rules: "rules/" };
  for (const [zone, map] of Object.entries(chosen)) {
    for (const [name, data] of map) files[`${name === SETTINGS ? "" : folders[zone]}${name}`] = data;
  }
  const rules = [...chosen.rules.keys()].some((name) => name !== SETTINGS) ? ["--rules", "rules"] : [];
  return { words: [command, ...rules, ...more], files, made };
}

function checkRequest(names, formats) {
  const against = [...chosen.against.keys()].flatMap((name) => ["--against", `compared/${name}`]);
  const made = Object.entries(formats).map(([form, path]) => `--format=${form}=${path}`);
  return request("check", [...names, ...against, "--no-cache", ...made], Object.values(formats));
}

const PAGES = { html: "/made/findings.html", json: "/made/findings.json", markdown: "/made/findings.md", csv: "/made/findings.csv" };

// Check all drafts; one that takes too long is left out and named, and the others are checked again.
async function checked(turn) {
  let names = [...chosen.drafts.keys()];
  const late = [];
  for (;;) {
    try {
      let count = 0;
      const seen = new Set();
      const answer = await engine.run(checkRequest(names, PAGES), (name) => {
        if (!seen.has(name)) count += 1;
        seen.add(name);
        turn.state(names.length > 1 ? `Checking ${Math.min(count, names.length)} of ${names.length}: ${name}` : `Checking ${name}…`);
      });
      return { answer, names, late };
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      const slow = names.includes(error.draft) ? error.draft : names[0];
      late.push(`${slow}: ${error.message}; it was ended.`);
      names = names.filter((name) => name !== slow);
      turn.state(`${slow} took too long and was ended.`);
      if (!names.length) return { answer: null, names, late };
    }
  }
}

// What was asked for last: of what was asked for before and is not done, nothing more is shown.
let latest = 0;

class Turn {
  constructor() {
    latest += 1;
    this.number = latest;
  }

  get over() {
    return this.number !== latest;
  }

  state(words) {
    if (!this.over) state(words);
  }

  shown(made) {
    if (!this.over) shown({ ...made, said: [...lost, ...made.said] });
  }
}

function check() {
  const compares = chosen.against.size && document.querySelector("[name=how]:checked").value === "compare";
  const turn = new Turn();
  return inTurn(async () => {
    if (turn.over) return;
    if (!chosen.drafts.size) {
      waiting(turn);
      return;
    }
    busy(true);
    try {
      await (compares ? showComparison(turn) : showFindings(turn));
    } catch (error) {
      turn.shown({ title: "Not checked", summary: "", said: [plain(error.message)] });
      turn.state("Something went wrong.");
    } finally {
      busy(false);
    }
  });
}

// Say what is missing while there is no draft.
function waiting(turn) {
  if (lost.length) turn.shown({ title: "Not checked", summary: "", said: [] });
  if (lost.length) turn.state("No document could be checked.");
  else if (chosen.against.size) turn.state("Now choose the document to check.");
  else if (chosen.rules.size) turn.state("These rules and settings are used for the documents that you choose.");
}

// Show nothing, since there is no draft any more.
function nothing(words) {
  new Turn().state(words);
  $("result").hidden = true;
}

function busy(on) {
  $("check").disabled = on || !chosen.drafts.size;
  $("result").setAttribute("aria-busy", on);
}

function plain(text) {
  return text.replace(/^ofsted-lint: /gm, "").trim();
}

// What the program says, a line each, but for where it has written what is shown here.
function lines(text) {
  return plain(text).split("\n").filter((line) => line && !line.includes("/made/"));
}

async function showFindings(turn) {
  const { answer, names, late } = await checked(turn);
  if (!answer || !answer.made[PAGES.html]) {
    turn.shown({ title: "Not checked", summary: "", said: [...late, ...lines(answer ? answer.err : "")] });
    turn.state("No document could be checked.");
    return;
  }
  const [page, record, markdown, csv] = Object.values(PAGES).map((path) => answer.made[path]);
  const { documents } = JSON.parse(text(record));
  const summary = counted(documents);
  const stem = names.length === 1 ? names[0].replace(/\.[^.]*$/, "") : "findings";
  turn.shown({
    title: "Findings",
    summary,
    said: [...late, ...lines(answer.err)],
    page: text(page),
    printed: documents,
    saves: [
      ["Page", `${stem}.findings.html`, () => page],
      ...copies(names),
      ["Markdown", `${stem}.findings.md`, () => markdown],
      ["CSV", `${stem}.findings.csv`, () => csv],
      ["JSON", `${stem}.findings.json`, () => record],
    ],
    views: names.length === 1 && documents.some((each) => each.kind !== "unknown") ? traceViews(names[0], stem) : [],
  });
  turn.state(`Done: ${summary}`);
}

// The copies that can be saved of one draft: a Word file with comments, a PDF with notes.
function copies(names) {
  if (names.length !== 1) return [];
  const [name] = names;
  const ending = name.split(".").pop().toLowerCase();
  const kinds = { docx: "Word copy with comments", pdf: "PDF copy with notes" };
  if (!kinds[ending]) return [];
  const path = `/made/copy.${ending}`;
  const make = async () => {
    const answer = await inTurn(() => engine.run(checkRequest([name], { [ending]: path })));
    if (!answer.made[path]) throw new Error(plain(answer.err));
    return answer.made[path];
  };
  return [[kinds[ending], name.replace(/\.[^.]*$/, `.checked.${ending}`), make]];
}

function traceViews(name, stem) {
  const trace = async (form, path) => inTurn(() => engine.run(request("trace", [name, `--format=${form}=${path}`], [path])));
  return [
    ["Improvement items and their support", async () => {
      const path = "/made/trace.txt";
      const answer = await trace("console", path);
      return answer.made[path] ? text(answer.made[path]) : plain(answer.err) || "There is nothing to trace in this document.";
    }, ["CSV of this", `${stem}.trace.csv`, async () => (await trace("csv", "/made/trace.csv")).made["/made/trace.csv"]]],
  ];
}

async function showComparison(turn) {
  const [[old, ...others], [now, ...more]] = [[...chosen.against.keys()], [...chosen.drafts.keys()]];
  const left = [...more, ...others].map((name) => `${name}: it was left out, since two documents are compared.`);
  const made = { console: "/made/c.txt", markdown: "/made/c.md", json: "/made/c.json" };
  const formats = Object.entries(made).map(([form, path]) => `--format=${form}=${path}`);
  turn.state(`Comparing ${now} with ${old}…`);
  let answer = null;
  try {
    answer = await engine.run(request("compare", [`compared/${old}`, now, ...formats], Object.values(made)));
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    turn.shown({ title: "Not compared", summary: "", said: [`${error.draft || now}: ${error.message}; it was ended.`] });
    turn.state("The comparison took too long and was ended.");
    return;
  }
  const printed = answer.made[made.console];
  if (!printed) {
    turn.shown({ title: "Not compared", summary: "", said: lines(answer.err) });
    turn.state("These could not be compared.");
    return;
  }
  const summary = `${now}, compared with ${old}.`;
  turn.shown({
    title: "What has changed",
    summary,
    said: [...left, ...lines(answer.err)],
    text: plain(text(printed)),
    saves: [
      ["Markdown", "comparison.md", () => answer.made[made.markdown]],
      ["JSON", "comparison.json", () => answer.made[made.json]],
    ],
  });
  turn.state(`Done: ${summary}`);
}

function text(bytes) {
  return new TextDecoder().decode(bytes);
}

function counted(documents) {
  const found = documents.flatMap((each) => each.findings);
  const counts = ["error", "warning", "advice"].map((severity) => {
    const count = found.filter((each) => each.severity === severity).length;
    return count ? `${count} ${severity}${severity !== "advice" && count > 1 ? "s" : ""}` : "";
  });
  const all = counts.filter(Boolean).join(", ") || "nothing was found";
  return `${all} in ${documents.length} document${documents.length === 1 ? "" : "s"}.`;
}

// ---- Showing and saving -----------------------------------------------------------------------------------------

function shown({ title, summary, said = [], page, text: words, printed = [], saves = [], views = [] }) {
  $("result").hidden = false;
  $("result-title").textContent = title;
  $("summary").textContent = summary;
  // A file of settings is named with the folder that it has in the page only.
  $("said").replaceChildren(...said.map((line) => element("li", line.replace(/^\/drafts\//, ""))));
  $("said").hidden = !said.length;
  const frame = $("page");
  frame.hidden = !page;
  if (page) {
    // It has a policy of its own, which allows its own script only; here it may neither open nor send anything.
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-modals");
    frame.srcdoc = page;
  } else frame.removeAttribute("srcdoc");
  worded(words);
  $("saves").replaceChildren(...saves.map(([kind, name, make]) => button(`Save: ${kind}`, () => save(name, make))));
  if (page) $("saves").append(button("Print", () => frame.contentWindow.print()));
  viewed(page, views);
  $("printed").replaceChildren(...printed.flatMap(asList));
  $("result").focus({ preventScroll: false });
}

function worded(words) {
  $("text").hidden = words === undefined;
  $("text").firstChild.textContent = words ?? "";
}

// Buttons to change between the page and other views of the same document.
function viewed(page, views) {
  const bar = $("views");
  bar.hidden = !views.length;
  bar.className = "actions";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "What is shown");
  const show = (pressed, words) => {
    for (const each of bar.children) if (each.hasAttribute("aria-pressed")) each.setAttribute("aria-pressed", each === pressed);
    $("page").hidden = words !== undefined;
    worded(words);
  };
  const first = button("The document", () => show(first));
  const others = views.flatMap(([label, make, [kind, name, made]]) => {
    const view = button(label, async () => show(view, await make().catch((error) => error.message)));
    return [view, button(`Save: ${kind}`, () => save(name, made))];
  });
  bar.replaceChildren(first, ...others);
  for (const each of [first, ...others.filter((_, at) => at % 2 === 0)]) each.setAttribute("aria-pressed", each === first);
}

function element(name, words) {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}

// What is printed when this page is printed, not the page of findings by its own button.
function asList(found) {
  const list = document.createElement("ul");
  for (const each of found.findings) {
    const place = each.page ? `page ${each.page}, line ${each.line}` : `line ${each.line}`;
    list.append(element("li", `${place}: ${each.severity}: ${each.message} [${each.rule}]`));
  }
  return [element("h3", found.path), list];
}

async function save(name, make) {
  try {
    const data = await make();
    const link = document.createElement("a");
    link.download = name;
    link.href = URL.createObjectURL(new Blob([data], { type: TYPES[name.split(".").pop()] || "application/octet-stream" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    state(`${name} was saved.`);
  } catch (error) {
    state(`${name} was not saved: ${error.message}`);
  }
}

// ---- The rule bench ---------------------------------------------------------------------------------------------

const BENCH = {
  // The name of the file of the rule in the box.
  file() {
    return named(`${$("rule-name").value.trim() || "my-rule"}.yaml`, new Set());
  },

  // What `ofsted-lint test` says of the rule in the box.
  async tried() {
    const path = `rules/${this.file()}`;
    const files = { [path]: new TextEncoder().encode($("rule").value) };
    const answer = await inTurn(() => engine.run({ words: ["test", path], files }));
    const said = plain(`${answer.out}${answer.err}`);
    $("rule-result").textContent = said;
    const place = /:(\d+)(?::(\d+))?: /.exec(said);
    $("rule-place").hidden = !place;
    if (place) {
      $("rule-place").textContent = `Go to line ${place[1]}`;
      $("rule-place").onclick = () => this.go(Number(place[1]), Number(place[2] || 1));
    }
    return said;
  },

  go(line, column) {
    const box = $("rule");
    const before = box.value.split("\n").slice(0, line - 1);
    const start = before.reduce((sum, each) => sum + each.length + 1, 0);
    const end = start + (box.value.split("\n")[line - 1] || "").length;
    box.focus();
    box.setSelectionRange(Math.min(start + column - 1, end), end);
    box.scrollTop = (box.scrollHeight / box.value.split("\n").length) * Math.max(line - 4, 0);
  },

  async begin() {
    if ($("rule").value) return;
    const path = "/made/my-rule.yaml";
    const answer = await inTurn(() => engine.run({ words: ["test", "--new", "/made/my-rule"], made: [path] }));
    if (answer.made[path]) $("rule").value = text(answer.made[path]);
    await this.tried();
  },
};

let pause = 0;
function soon() {
  clearTimeout(pause);
  pause = setTimeout(() => BENCH.tried().catch((error) => { $("rule-result").textContent = error.message; }), 500);
}

// ---- What people do ---------------------------------------------------------------------------------------------

for (const zone of Object.keys(chosen)) {
  $(zone).addEventListener("change", async (event) => {
    await add(zone, event.target.files);
    event.target.value = "";
    check();
  });
}
for (const zone of document.querySelectorAll(".zone")) {
  for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, () => zone.classList.add("over"));
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
}
// A file that is dropped beside the zones is a draft; the browser must not open it.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", async (event) => {
  event.preventDefault();
  const zone = event.target.closest?.("[data-zone]")?.dataset.zone || "drafts";
  const files = await dropped(event.dataTransfer);
  if (!files.length) return;
  await add(zone, files);
  check();
});
$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
$("clear").addEventListener("click", () => {
  for (const map of [chosen.drafts, chosen.against]) map.clear();
  lost = [];
  listed();
  nothing("All documents were removed.");
  $("drafts").focus();
});
for (const radio of document.querySelectorAll("[name=how]")) radio.addEventListener("change", check);
$("check-pasted").addEventListener("click", () => {
  chosen.drafts.clear();
  lost = [];
  chosen.drafts.set("pasted.txt", new TextEncoder().encode($("pasted").value));
  listed();
  check();
});
for (const [name, words] of Object.entries(JSON.parse($("example-texts").textContent))) {
  const item = document.createElement("li");
  item.append(button(name, () => {
    chosen.drafts.clear();
    chosen.against.clear();
    lost = [];
    chosen.drafts.set(name, new TextEncoder().encode(words));
    listed();
    check();
  }));
  $("examples").append(item);
}
$("bench").addEventListener("toggle", () => { if ($("bench").open) BENCH.begin(); });
$("rule").addEventListener("input", soon);
$("rule-name").addEventListener("input", soon);
$("rule-use").addEventListener("click", () => {
  chosen.rules.set(BENCH.file(), new TextEncoder().encode($("rule").value));
  listed();
  check();
});
$("rule-save").addEventListener("click", () => save(BENCH.file(), () => $("rule").value));

listed();
engine.start((step) => state(`${step}…`)).then(
  () => state("Ready. Drop a document, or choose one."),
  (error) => state(`This browser cannot start the linter (${error.message}). A newer one will: Edge, Chrome or Firefox of the last two years.`),
);
// For tests and measurements: how the buttons have documents checked.
window.ofstedLint = { run: (...all) => inTurn(() => engine.run(...all)) };
