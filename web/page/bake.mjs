// Run bake.py in Pyodide: node bake.mjs PYODIDE SITE CHECKOUT, which are folders.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, site, checkout] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
// Without writing modules' bytecode by itself, and with sets in one order: the same page from the same sources.
const env = { PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" };
const python = await loadPyodide({ indexURL: `${pyodide}/`, env });
const mounted = (root, place) => python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
mounted(site, "/lib/python3.14/site-packages");
python.FS.mkdir("/checkout");
mounted(checkout, "/checkout");
python.runPython(readFileSync(new URL("bake.py", import.meta.url), "utf8"));
python.runPython("baked()");
