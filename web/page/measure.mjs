// Run requests in Node, each a line of JSON, as the worker of the page runs them: node measure.mjs FOLDER, in which are
// `engine.js` and the parts of the page. The first line that is printed has what starting took; then there is one a request.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const started = new Function(`${readFileSync(`${folder}/engine.js`, "utf8")}; return started;`)();
const tree = new Uint8Array(readFileSync(`${folder}/tree`));
const spent = (since) => Object.values(process.cpuUsage(since)).reduce((sum, each) => sum + each, 0) / 1e6;
const said = (value) => console.log(JSON.stringify(value));

const begin = process.cpuUsage();
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${folder}/` });
const run = started(python, tree);
said({ seconds: spent(begin), megabytes: process.memoryUsage.rss() / 1e6 });
for await (const line of createInterface({ input: process.stdin })) {
  const { words, files } = JSON.parse(line);
  const given = Object.fromEntries(Object.entries(files).map(([name, data]) => [name, new Uint8Array(Buffer.from(data, "base64"))]));
  const since = process.cpuUsage();
  const { status, out, err } = run({ words, files: given });
  const seconds = spent(since);
  const memory = { megabytes: process.memoryUsage.rss() / 1e6, most: process.resourceUsage().maxRSS / 1e3 };
  said({ status, out, err, seconds, ...memory });
}
