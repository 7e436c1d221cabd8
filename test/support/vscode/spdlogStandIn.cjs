/**
 * Stands in for the native @vscode/spdlog: the part of its interface that VS Code uses, in plain
 * JavaScript. Lines are written at once, as VS Code asks by `setFlushOn(trace)`: the output view
 * reads the file.
 */
const { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } = require('node:fs');
const { Buffer } = require('node:buffer');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
const initialLevel = levels.indexOf('info');
const initialPattern = '[%Y-%m-%d %H:%M:%S.%e] [%n] [%l] %v';

const loggers = new Set();

class Logger {
  #type;
  #name;
  #file;
  #maxSize;
  #maxFiles;
  #fd;
  #size;
  #level = initialLevel;
  #pattern = initialPattern;

  constructor(type, name, file, maxSize, maxFiles) {
    this.#type = type;
    this.#name = name;
    this.#file = file;
    this.#maxSize = maxSize;
    this.#maxFiles = maxFiles;
    if (type !== 'stdout_async') this.#open();
    loggers.add(this);
  }

  trace(message) {
    this.#log(0, message);
  }

  debug(message) {
    this.#log(1, message);
  }

  info(message) {
    this.#log(2, message);
  }

  warn(message) {
    this.#log(3, message);
  }

  error(message) {
    this.#log(4, message);
  }

  critical(message) {
    this.#log(5, message);
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  setPattern(pattern) {
    this.#pattern = pattern;
  }

  /** From now on a message is written as it is, without even a line's end. */
  clearFormatters() {
    this.#pattern = undefined;
  }

  flush() {}

  drop() {
    loggers.delete(this);
    if (this.#fd === undefined) return;
    closeSync(this.#fd);
    this.#fd = undefined;
  }

  #log(level, message) {
    if (level < this.#level) return;
    const bytes = Buffer.from(this.#format(level, String(message)));
    if (this.#type === 'stdout_async') writeSync(1, bytes);
    if (this.#fd === undefined) return;
    if (this.#size > 0 && this.#size + bytes.length > this.#maxSize) this.#rotate();
    writeSync(this.#fd, bytes);
    this.#size += bytes.length;
  }

  #format(level, message) {
    if (this.#pattern === undefined) return message;
    const now = new Date();
    const two = (number) => String(number).padStart(2, '0');
    const parts = {
      Y: () => String(now.getFullYear()),
      m: () => two(now.getMonth() + 1),
      d: () => two(now.getDate()),
      H: () => two(now.getHours()),
      M: () => two(now.getMinutes()),
      S: () => two(now.getSeconds()),
      e: () => String(now.getMilliseconds()).padStart(3, '0'),
      n: () => this.#name,
      l: () => levels[level],
      v: () => message,
    };
    return `${this.#pattern.replace(/%(\w)/g, (text, part) => parts[part]?.() ?? text)}\n`;
  }

  #open() {
    this.#fd = openSync(this.#file, 'a');
    this.#size = fstatSync(this.#fd).size;
  }

  /** log.txt becomes log.1.txt, that becomes log.2.txt, and so on; the oldest goes. */
  #rotate() {
    closeSync(this.#fd);
    const { dir, name, ext } = path.parse(this.#file);
    const numbered = (n) => (n === 0 ? this.#file : path.join(dir, `${name}.${n}${ext}`));
    for (let n = this.#maxFiles; n > 0; n--) renameIfThere(numbered(n - 1), numbered(n));
    this.#open();
  }
}

function renameIfThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

async function createLogger(type, name, file, maxSize, maxFiles) {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(type, name, file, maxSize, maxFiles);
}

exports.version = 0;
exports.Logger = Logger;
exports.setFlushOn = function setFlushOn() {};
exports.setLevel = function setLevel(level) {
  for (const logger of loggers) logger.setLevel(level);
};
exports.createRotatingLogger = function createRotatingLogger(...args) {
  return createLogger('rotating', ...args);
};
exports.createAsyncRotatingLogger = function createAsyncRotatingLogger(...args) {
  return createLogger('rotating_async', ...args);
};
