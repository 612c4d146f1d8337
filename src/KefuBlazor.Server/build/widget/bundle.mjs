// node bundle.mjs SOURCE DESTINATION: makes of the widget's modules what sites are served, small and in few files.
// The launcher keeps its name, since sites write it down; all that it loads is named by its content and may be kept for ever.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';

const [source, destination] = process.argv.slice(2);
const target = 'es2022';

await rm(join(destination, 'src'), { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [join(source, 'src/chat.js')],
  outdir: join(destination, 'src'),
  bundle: true,
  splitting: true, // A language is loaded when it is spoken.
  format: 'esm',
  minify: true,
  target,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

const [chat] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith('src/chat.js'));
const launcher = await readFile(join(source, 'kehu.js'), 'utf8');
if (launcher.split('src/chat.js').length !== 2) throw new Error('kehu.js names src/chat.js once, or this script has to be told how.');
const { code } = await transform(launcher.replace('src/chat.js', `src/${basename(chat)}`), { minify: true, target, legalComments: 'none' });
await mkdir(destination, { recursive: true });
await writeFile(join(destination, 'kehu.js'), code);
