import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // nothing inline: the content security policy allows files of our own only
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rollupOptions: { input: ['index.html', 'loads.html'] },
  },
  test: { css: { include: /tokens/ } }, // the colours are read as text
  server: { proxy: { '/v1': 'http://127.0.0.1:5080' } },
});
