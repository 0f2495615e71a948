// Copies what the extension shares with the project into its folder; vsce runs this before it packs the extension.
"use strict";

const { copyFileSync } = require("fs");
const { join } = require("path");

const root = join(__dirname, "..", "..");
copyFileSync(join(root, "docs", "schema", "rule.schema.json"), join(__dirname, "rule.schema.json"));
copyFileSync(join(root, "LICENSE"), join(__dirname, "LICENSE"));
