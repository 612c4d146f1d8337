// node bundle.mjs SOURCE DESTINATION: makes of the widget's modules what sites are served, small and in few files.
// The launcher keeps its name, since sites write it down; all that it loads is named by its content and may be kept for ever.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';

const [source, destination] = process.argv.slice(2);
const target = 'es2022';
// As the server says that its scripts are; modules are never read as anything else.
const charset = 'utf8';

await rm(join(destination, 'src'), { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [join(source, 'src/chat.js')],
  outdir: join(destination, 'src'),
  bundle: true,
  splitting: true, // A language is loaded when it is spoken.
  format: 'esm',
  charset,
  minify: true,
  target,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

// The launcher names what it loads by its place; here each has the name of its content.
const names = new Map(Object.entries(metafile.outputs)
  .filter(([, { entryPoint }]) => entryPoint)
  .map(([output, { entryPoint }]) => [`src/${basename(entryPoint)}`, `src/${basename(output)}`]));
const launcher = (await readFile(join(source, 'kehu.js'), 'utf8')).replace(/src\/[\w-]+\.js/g, (path) => {
  if (!names.has(path)) throw new Error(`kehu.js names ${path}, which is no part that is loaded by itself.`);
  return names.get(path);
});
// All of it runs as the page loads: browsers that know the hint compile it while it comes, beside the page's own work.
const banner = '//# allFunctionsCalledOnLoad';
const { code } = await transform(launcher, { minify: true, target, legalComments: 'none', banner });
await mkdir(destination, { recursive: true });
await writeFile(join(destination, 'kehu.js'), code);
