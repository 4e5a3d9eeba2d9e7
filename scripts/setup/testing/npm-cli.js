/**
 * Stands in for npm in the tests of set-up: no network, tens of milliseconds. Writes down its
 * arguments, makes node_modules as the lock file says, and misbehaves as told:
 * FAKE_NPM = ok | offline | broken | hang (stops half-way until a file `go` appears) | no-scripts.
 * `ci` brings no optional package, as where its install script fails; `install` brings them. An npm
 * that runs no scripts brings them, and nothing native in them.
 */
const fs = require('node:fs');
const path = require('node:path');

const mode = process.env.FAKE_NPM ?? 'ok';
const command = process.argv.slice(2).filter((word) => !word.startsWith('--l'));
fs.appendFileSync('npm-calls.log', `${command[0]} ${command[1]} ${process.pid}\n`);

const endings = {
  offline: ['code ENOTFOUND', 'network request to the registry failed, reason: getaddrinfo'],
  broken: ['code EUSAGE', 'package.json and package-lock.json are not in sync', 'Run npm help ci'],
};

function fail(lines) {
  for (const line of lines) console.error(`npm error ${line}`);
  process.exit(1);
}

function writePackage(place, version) {
  fs.mkdirSync(place, { recursive: true });
  fs.writeFileSync(path.join(place, 'index.js'), `module.exports = '${version}';\n`);
  if (!place.endsWith('canvas') || mode === 'no-scripts') return;
  fs.mkdirSync(path.join(place, 'build', 'Release'), { recursive: true });
  fs.writeFileSync(path.join(place, 'build', 'Release', 'canvas.node'), '');
}

function install() {
  const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
  const packages = {};
  for (const [place, entry] of Object.entries(lock.packages)) {
    const isDropped = entry.optional && command[0] === 'ci' && mode !== 'no-scripts';
    if (place === '' || isDropped) continue;
    writePackage(place, entry.version);
    packages[place] = entry;
  }
  fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ ...lock, packages }));
}

if (command[0] === 'ci') fs.rmSync('node_modules', { recursive: true, force: true });
if (endings[mode]) fail(endings[mode]);
if (mode === 'hang') {
  fs.mkdirSync('node_modules/half', { recursive: true });
  // Nothing outlives a test run that broke off, however it broke off.
  setTimeout(() => process.exit(1), 60_000).unref();
  const timer = setInterval(() => {
    if (!fs.existsSync('go')) return;
    clearInterval(timer);
    install();
  }, 20);
} else {
  install();
}
