// The program in Pyodide: starting it, and running command lines on files. Used by the worker of the page and in Node.

const SITE = "/lib/python3.14/site-packages";
// Command lines are run in the first, in which are the drafts; what they write is in the last.
const FOLDERS = ["/drafts", "/drafts/compared", "/drafts/rules", "/made"];
// All files of the program have one time, which its cache goes by.
const TIME = 1_000_000_000_000;

// Lay out the files of a tree: the length of a list, the list of names and sizes as JSON, and the files one after another.
function unpack(FS, tree) {
  const length = new DataView(tree.buffer, tree.byteOffset).getUint32(0);
  let at = 4 + length;
  for (const [name, size] of JSON.parse(new TextDecoder().decode(tree.subarray(4, at)))) {
    const path = `${SITE}/${name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, tree.subarray(at, at + size), { canOwn: true });
    FS.utime(path, TIME, TIME);
    at += size;
  }
}

function emptied(FS, folder) {
  for (const name of FS.readdir(folder)) {
    const path = `${folder}/${name}`;
    if (name !== "." && name !== ".." && !FOLDERS.includes(path)) FS.unlink(path);
  }
}

// Start the program in a Pyodide that is loaded; return a function that runs a command line.
function started(python, tree) {
  const { FS } = python;
  unpack(FS, tree);
  for (const folder of FOLDERS) FS.mkdir(folder);
  FS.chdir(FOLDERS[0]);
  const bridge = python.pyimport("ofsted_lint_page");
  // The files of a request have names in the folder of drafts; those of `made` are read if the run has written them.
  return function run({ words, files = {}, made = [] }, opened = () => {}) {
    for (const [path, data] of Object.entries(files)) FS.writeFile(`/drafts/${path}`, data);
    const given = python.toPy(words);
    try {
      const answer = bridge.run(given, opened);
      const [status, out, err] = answer.toJs();
      answer.destroy();
      const there = made.filter((path) => FS.analyzePath(path).exists);
      return { status, out, err, made: Object.fromEntries(there.map((path) => [path, FS.readFile(path)])) };
    } finally {
      given.destroy();
      for (const folder of FOLDERS) emptied(FS, folder);
    }
  };
}
