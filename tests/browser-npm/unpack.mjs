// Unpacks the Chromium that the npm package carries, with the libraries it needs, into the folder that is given, and prints the path of a
// script that starts it.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = resolve(process.argv[2]);
const start = join(target, 'chromium-start');
if (!existsSync(start)) {
  mkdirSync(target, { recursive: true });
  process.env.TMPDIR = target;
  const packed = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/@sparticuz/chromium');
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const browser = await chromium.executablePath();
  await inflate(join(packed, 'bin/al2023.tar.br'));
  writeFileSync(start, `#!/bin/sh\nexport LD_LIBRARY_PATH="${join(target, 'al2023/lib')}:$LD_LIBRARY_PATH"\nexec "${browser}" "$@"\n`);
  chmodSync(start, 0o755);
}
console.log(start);
