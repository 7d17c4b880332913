import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Shades of the link colour; the eighth is the one that white text stands on. */
const ink: MantineColorsTuple = [
  '#e6f2fa',
  '#cfe4f3',
  '#a1c9e6',
  '#6cb8ea',
  '#3f93c8',
  '#1f7db8',
  '#0072b2',
  '#005b8f',
  '#004c78',
  '#003a5c',
]

export const theme = createTheme({
  fontFamily: "'Source Sans 3', system-ui, sans-serif",
  headings: { fontFamily: "'Source Sans 3', system-ui, sans-serif", fontWeight: '600' },
  colors: { ink },
  primaryColor: 'ink',
  primaryShade: 7,
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
})
