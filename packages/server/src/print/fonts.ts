/** The typeface of every figure as files that are shipped: what is printed does not depend on the fonts of the machine. */
import { fileURLToPath } from 'node:url'

export const fonts = {
  regular: file('400Regular/SourceSans3_400Regular.ttf'),
  semiBold: file('600SemiBold/SourceSans3_600SemiBold.ttf'),
} as const

function file(name: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${name}`))
}
