// Starts `policyc lsp` and connects VS Code with it.
"use strict";

const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** The settings that are filled in, as the server expects them. */
function options(settings) {
  const result = {};
  for (const name of ["language", "candidates", "asOf"]) {
    const value = settings.get(name);
    if (value) result[name] = value;
  }
  return result;
}

exports.activate = () => {
  const settings = workspace.getConfiguration("policyc");
  client = new LanguageClient(
    "policyc",
    "policyc",
    { command: settings.get("path") || "policyc", args: ["lsp"] },
    {
      documentSelector: [{ language: "policy" }],
      initializationOptions: options(settings),
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.policy") },
    },
  );
  return client.start();
};

exports.deactivate = () => (client ? client.stop() : undefined);
