/** The web pages as files, built by Vite where they are missing or older than what they are made of. */
import { existsSync } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { Refusal } from './refusal.ts'

const packages = fileURLToPath(new URL('../../', import.meta.url))
const web = join(packages, 'web')
const sources = [web, join(packages, 'trial', 'src'), join(packages, 'stats', 'src')]

const pages = join(web, 'dist')

/**
 * Built aside and then moved to its place: a build that fails, or another server that builds at the same time, takes no
 * page away.
 * @returns the folder to serve
 */
export async function builtPages(): Promise<string> {
  if (await isCurrent()) return pages
  const made = join(web, 'node_modules', `.pages-${process.pid}`)
  try {
    const { build } = await vite()
    await build({ root: web, logLevel: 'warn', build: { outDir: made, emptyOutDir: true } })
    await moveToPlace(made)
  } catch (error) {
    if (await isCurrent()) return pages
    const said = stripVTControlCharacters(error instanceof Error ? error.message : String(error))
    throw new Refusal(`the web pages could not be built: ${said.replace(/\s+/g, ' ').slice(0, 400)}`)
  } finally {
    await rm(made, { recursive: true, force: true })
  }
  return pages
}

async function moveToPlace(made: string): Promise<void> {
  const old = `${made}-old`
  try {
    if (existsSync(pages)) await rename(pages, old)
    await rename(made, pages)
  } finally {
    await rm(old, { recursive: true, force: true })
  }
}

async function isCurrent(): Promise<boolean> {
  return (await builtAt()) >= (await newestChange())
}

async function builtAt(): Promise<number> {
  return stat(join(pages, 'index.html')).then(
    ({ mtimeMs }) => mtimeMs,
    () => -Infinity,
  )
}

async function newestChange(): Promise<number> {
  const times = await Promise.all(sources.map(newestIn))
  return Math.max(...times)
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const paths = entries
    .filter((entry) => entry.isFile() && !/\.test(-data)?\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/(^|[\\/])(node_modules|dist)[\\/]/.test(path.slice(folder.length)))
  const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs))
  return Math.max(-Infinity, ...times)
}

type Vite = {
  build: (config: {
    root: string
    logLevel: 'warn'
    build: { outDir: string; emptyOutDir: boolean }
  }) => Promise<unknown>
}

/** Vite belongs to the web package, so it is looked for from there. */
async function vite(): Promise<Vite> {
  const path = createRequire(join(web, sep)).resolve('vite')
  return import(pathToFileURL(path).href)
}
