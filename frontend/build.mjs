// Builds everything under app/static that is not written by hand, and the stamp that tests compare.
// Run with `npm run build` after changing a style, a class name in a template, an icon or a dependency.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(HERE);
const STATIC = join(ROOT, "app/static");
const LOGO = '<g id="stoa"><path d="M3 5h18M4 20h16M7 8v9M12 8v9M17 8v9"/></g>';
const LIBRARIES = [
  { name: "htmx.org", from: "dist/htmx.min.js", to: "app/static/lib/htmx.min.js" },
  { name: "axe-core", from: "axe.min.js", to: "tests/browser/lib/axe.min.js" },
];

const sha256 = (data) => createHash("sha256").update(data).digest("hex");
const read = (path) => readFileSync(join(ROOT, path), "utf8");
const packageOf = (name) => JSON.parse(read(`frontend/node_modules/${name}/package.json`));

function write(path, data) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), data);
}

function filesUnder(folder, ending) {
  return readdirSync(folder)
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return name === "node_modules" ? [] : filesUnder(path, ending);
      return name.endsWith(ending) ? [path] : [];
    })
    .sort();
}

/** Class names of every template. Inside class="..." expressions use single quotes. */
function classNames() {
  const names = new Set();
  for (const path of filesUnder(join(ROOT, "app"), ".html")) {
    for (const [, value] of readFileSync(path, "utf8").matchAll(/class="([^"]*)"/g)) {
      for (const name of value.split(/[^A-Za-z0-9_:/.[\]%-]+/)) if (name) names.add(name);
    }
  }
  return [...names].sort();
}

/** One path element for a run of them: the drawing stays the same, the sprite loses a fifth. */
function compact(body) {
  const flat = body.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>");
  return flat.replace(/(?:<path d="[^"]*"\/>)+/g, (run) => {
    const paths = [...run.matchAll(/d="([^"]*)"/g)].map(([, d]) => (d.startsWith("m") ? `M0 0${d}` : d));
    return `<path d="${paths.join("")}"/>`;
  });
}

function buildSprite() {
  const { icons } = JSON.parse(read("frontend/icons.json"));
  const symbols = icons.map((name) => {
    const svg = read(`frontend/node_modules/lucide-static/icons/${name}.svg`);
    const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    return `<g id="${name}">${compact(body)}</g>`;
  });
  write("app/static/icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${LOGO}${symbols.join("")}</svg>\n`);
}

function buildStyles(names) {
  writeFileSync(join(HERE, ".class-names.txt"), names.join("\n") + "\n");
  mkdirSync(join(STATIC, "css"), { recursive: true });
  const cli = join(HERE, "node_modules/@tailwindcss/cli/dist/index.mjs");
  execFileSync(process.execPath, [cli, "-i", "styles/app.css", "-o", join(STATIC, "css/app.css"), "--minify"], {
    cwd: HERE,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function copyLibraries() {
  const rows = LIBRARIES.map(({ name, from, to }) => {
    const data = read(`frontend/node_modules/${name}/${from}`).replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n");
    write(to, data);
    const { version, license } = packageOf(name);
    return { name, version, licence: license, file: to, sha256: sha256(data) };
  });
  const { version, license } = packageOf("lucide-static");
  const sprite = read("app/static/icons.svg");
  rows.push({ name: "lucide-static", version, licence: license, file: "app/static/icons.svg", sha256: sha256(sprite) });
  const tailwind = packageOf("tailwindcss");
  const css = read("app/static/css/app.css");
  rows.push({ name: "tailwindcss", version: tailwind.version, licence: tailwind.license, file: "app/static/css/app.css", sha256: sha256(css) });
  write("app/static/lib/MANIFEST.json", JSON.stringify(rows, null, 2) + "\n");
}

/** One hash over all that decides the output; tests compute the same without Node. */
function stamp(names) {
  const sources = [
    ...filesUnder(join(HERE, "styles"), ".css"),
    join(HERE, "build.mjs"),
    join(HERE, "icons.json"),
    join(HERE, "package-lock.json"),
  ].map((path) => relative(ROOT, path)).sort();
  const lines = sources.map((path) => `${path} ${sha256(read(path))}`);
  lines.push(`class-names ${sha256(names.join("\n"))}`);
  write("app/static/css/STAMP", sha256(lines.join("\n")) + "\n");
}

const names = classNames();
buildSprite();
buildStyles(names);
copyLibraries();
stamp(names);
