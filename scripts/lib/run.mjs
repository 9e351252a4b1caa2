// @ts-check
/** Child processes: started, waited for, their exit code handed on. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot, root } from './paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to the current environment
 * @property {string} [cwd] the checkout when absent
 * @property {'inherit' | 'capture' | 'stderr'} [output] where the child's output goes: as ours, into the result, or all of it to stderr
 * @property {number} [timeout] milliseconds after which the child is ended
 */

/**
 * Runs a program to its end. Signals that end this process are handed to the child, so that nothing is left behind.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} exit code (128 + n after signal n, 127 when it cannot be started) and captured output
 */
export function run(command, args, options = {}) {
  const { env, cwd = root, output = 'inherit', timeout } = options;
  const sink = output === 'capture' ? 'pipe' : output === 'stderr' ? 2 : 'inherit';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['inherit', sink, output === 'capture' ? 'pipe' : 'inherit'],
      timeout,
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    let text = '';
    const collect = (/** @type {Buffer} */ chunk) => {
      text += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const stopForwarding = forwardSignals(child);
    child.once('error', (error) => {
      stopForwarding();
      resolve({ code: 127, output: `${command}: ${error.message}\n` });
    });
    child.once('close', (code, signal) => {
      stopForwarding();
      resolve({ code: code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGKILL' ? 9 : 15), output: text });
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function forwardSignals(child) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const handlers = signals.map((signal) => /** @type {const} */ ([signal, () => child.kill(signal)]));
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}

/**
 * Runs a command-line tool of an installed package with the Node that runs this script (no lookup on PATH, nothing fetched).
 * @param {string} name package name, with the command after a colon where it is called differently: `typescript:tsc`
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runTool(name, args, options) {
  const [folder = '', command] = name.split(':');
  return run(process.execPath, [toolPath(folder, command), ...args], options);
}

/**
 * The JavaScript file behind a package's command of the same name.
 * @param {string} name package name
 * @param {string} [command] when the package has several
 */
export function toolPath(name, command = name.split('/').at(-1) ?? name) {
  const manifestPath = inRoot('node_modules', name, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[command];
  if (!bin) throw new Error(`${name} has no command ${command}`);
  return join(dirname(manifestPath), bin);
}

/**
 * Runs npm: the very one that started this script when there is one.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  if (own && /\.[cm]?js$/.test(own)) return run(process.execPath, [own, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/**
 * Whether a program is on PATH.
 * @param {string} command
 */
export function onPath(command) {
  const probe = process.platform === 'win32' ? spawnSync('where', [command]) : spawnSync('sh', ['-c', `command -v ${command}`]);
  return probe.status === 0;
}
