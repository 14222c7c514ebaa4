// Makes vendor/codemirror.js, the editor of the text view, of the packages in node_modules of the
// folder that is named; beside it the licences of what is in it. The same bytes each time.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , packages, out] = process.argv;
const { build } = createRequire(join(packages, "package.json"))("esbuild");
const here = (name) => readFileSync(new URL(name, import.meta.url));
const made = createHash("sha256"); // of what: a release is given the editor of its own commit alone
for (const name of ["package-lock.json", "editor.mjs", "bundle.mjs"]) made.update(here(name));
mkdirSync(out, { recursive: true });
const built = await build({
  absWorkingDir: packages,
  stdin: { contents: here("editor.mjs").toString(), resolveDir: packages, sourcefile: "editor.mjs" },
  bundle: true,
  format: "esm",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: `/* ${made.digest("hex")} */` },
  target: ["es2022"],
  metafile: true,
  outfile: join(out, "codemirror.js"),
});
const names = new Set(Object.keys(built.metafile.inputs).map(packageOf).filter(Boolean));
const texts = [...names].sort().map(licenceOf);
writeFileSync(join(out, "codemirror.LICENSE"), texts.join("\n"));

/** The package that a file belongs to, by its name. */
function packageOf(path) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll("\\", "/"));
  return found?.[1];
}

function licenceOf(name) {
  const folder = join(packages, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
  const text = readFileSync(join(folder, "LICENSE"), "utf-8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}
