import { defineConfig } from 'vite';

export default defineConfig({
  root: 'chat',
  base: '/',
  build: { outDir: '../../ServiceBot.Host/wwwroot', emptyOutDir: true, target: 'es2022' },
});
