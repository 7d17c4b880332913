import type { Option } from './arguments.ts'

export const serveOptions: readonly Option[] = [
  { name: 'port', value: 'N', says: 'where the pages are served on 127.0.0.1; 4280 unless given' },
]
