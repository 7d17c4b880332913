import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The pages run the same source as the command line; only the CSV parser has an entry of its own for browsers. */
export default defineConfig({
  plugins: [react()],
  resolve: { alias: [{ find: /^csv-parse\/sync$/, replacement: 'csv-parse/browser/esm/sync' }] },
  worker: { format: 'es' },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 900 },
})
