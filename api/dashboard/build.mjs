// Builds the dashboard into api/wwwroot: installs the npm packages when package-lock.json changed, checks the types, bundles.
// Run by Dashboard.targets; builds at the same time wait for each other. What fails is said in one line that MSBuild shows as an error.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const lock = join(here, '..', 'obj', 'dashboard.lock');
const lockFile = join(here, 'package-lock.json');
const installed = join(here, 'node_modules', '.package-lock.json');
const output = join(here, '..', 'wwwroot', 'index.html');
const started = Date.now();

class BuildFailure extends Error {}

/** When a file was written, in milliseconds; 0 when there is none. */
const writtenAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Runs a command quietly; when it fails, the lines that tell why become the message. */
function run(what, command, args, remedy) {
  const result = spawnSync(command, args, { cwd: here, encoding: 'utf8', shell: process.platform === 'win32' });
  if (result.status === 0) return;
  const text = [result.error?.message, result.stdout, result.stderr].join('\n');
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => /error|failed|not found|ENO[A-Z]+/i.test(line));
  throw new BuildFailure(`${what} failed: ${(lines.slice(0, 3).join(' | ') || `exit code ${result.status}`).replace(/\.+$/, '')}. ${remedy}`);
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Removes the lock of a build that was killed. */
function releaseIfDead() {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0 && !isRunning(pid)) rmSync(lock, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

async function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  for (let attempt = 0; attempt < 1200; attempt++) {
    try {
      const file = openSync(lock, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      releaseIfDead();
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  throw new BuildFailure(`another build has held ${lock} for five minutes. End it or delete that file.`);
}

function build() {
  if (writtenAt(output) > started) return; // the build that we waited for has done it
  if (writtenAt(installed) < writtenAt(lockFile)) {
    run('npm ci', 'npm', ['ci', '--ignore-scripts'], 'Check that npm reaches its package registry.');
  }
  run('Building the dashboard', 'npm', ['run', 'build'], 'Run "npm run build" in api/dashboard for all of it.');
}

try {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new BuildFailure(`Node.js ${process.versions.node} is too old to build the dashboard. Install Node.js 20 or later.`);
  }
  await takeLock();
  try {
    build();
  } finally {
    rmSync(lock, { force: true });
  }
} catch (error) {
  if (!(error instanceof BuildFailure)) throw error;
  console.error(`api/dashboard : error INSIGHT2: ${error.message}`);
  process.exitCode = 1;
}
