// The worker of the page: loads what it is sent, starts the program, and answers requests one after another.
// Nothing is fetched: the four files that Pyodide asks for are those that came with the page.

let run;

async function unzipped(blob) {
  const stream = blob.stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function start(parts) {
  const say = (step) => postMessage({ step });
  say("Unpacking");
  const [asm, loader, wasm, tree] = await Promise.all(
    ["asm", "loader", "wasm", "tree"].map((name) => unzipped(parts[name])),
  );
  const asked = { "pyodide.asm.wasm": [wasm, "application/wasm"], "python_stdlib.zip": [parts.stdlib, "application/zip"] };
  const network = self.fetch;
  self.fetch = async (address) => {
    const [body, type] = asked[String(address).split("/").pop()];
    return new Response(body, { headers: { "content-type": type } });
  };
  say("Starting Python");
  const module = (text) => import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  const [{ default: createPyodideModule }, { loadPyodide }] = await Promise.all([module(asm), module(loader)]);
  const python = await loadPyodide({
    indexURL: "https://nowhere.invalid/",
    createPyodideModule,
    lockFileContents: LOCK,
  });
  self.fetch = network;
  say("Starting the linter");
  run = started(python, tree);
  postMessage({ ready: true });
}

self.onmessage = ({ data }) => {
  if (data.parts) {
    start(data.parts).catch((error) => postMessage({ broken: String(error) }));
    return;
  }
  try {
    postMessage({ id: data.id, answer: run(data, (name) => postMessage({ id: data.id, opened: name })) });
  } catch (error) {
    // An error of the file system has a number, and no message.
    postMessage({ id: data.id, failed: error.message || `${error.name} ${error.errno ?? ""}` });
  }
};
