// Starts the language server for drafts and rule files, and shows the paragraphs that take up a point.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = (context) => {
  const [command, ...args] = vscode.workspace.getConfiguration("ofsted-lint").get("command");
  const documentSelector = ["plaintext", "markdown", "yaml"].map((language) => ({ scheme: "file", language }));
  client = new LanguageClient("ofsted-lint", "ofsted-lint", { command, args }, { documentSelector });
  const show = (uri, position, places) =>
    vscode.commands.executeCommand(
      "editor.action.showReferences",
      vscode.Uri.parse(uri),
      client.protocol2CodeConverter.asPosition(position),
      places.map(client.protocol2CodeConverter.asLocation),
    );
  context.subscriptions.push(vscode.commands.registerCommand("ofsted-lint.showParagraphs", show));
  return client.start();
};

exports.deactivate = () => client && client.stop();
