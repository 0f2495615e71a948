// Run requests in the page in Firefox, each a line of JSON: node firefox.mjs PACKAGES FIREFOX PAGE, a folder, a program and
// an address. Firefox is driven by its own protocol, since others need a changed one. An answer is a line of JSON.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [packages, program, page] = process.argv.slice(2);
const { default: puppeteer } = await import(
  pathToFileURL(`${packages}/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js`).href
);
const browser = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true });
const tab = await browser.newPage();
await tab.goto(page);
const state = () => tab.evaluate(() => document.getElementById("state").textContent);
while (!(await state()).startsWith("Ready")) await new Promise((resolve) => setTimeout(resolve, 200));
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await tab.evaluate(async (request) => {
    const { words, name, data } = JSON.parse(request);
    const files = { [name]: Uint8Array.from(atob(data), (each) => each.charCodeAt(0)) };
    return (await window.ofstedLint.run({ words, files })).out;
  }, line);
  console.log(JSON.stringify(answer));
}
await browser.close();
