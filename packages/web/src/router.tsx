import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { Home } from './pages/home/home.tsx'
import { ExampleReadout } from './pages/readout/example-readout.tsx'
import { LocalReadout } from './pages/readout/local-readout.tsx'
import { NotFound, Shell, Trouble } from './parts/shell.tsx'

/** Which chain is open: a subject, and one of its endpoints. */
export type ChainSearch = { subject?: string; endpoint?: string }

const chainSearch = (search: Record<string, unknown>): ChainSearch => ({
  ...(typeof search['subject'] === 'string' && { subject: search['subject'] }),
  ...(typeof search['endpoint'] === 'string' && { endpoint: search['endpoint'] }),
})

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Trouble })
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const example = createRoute({
  getParentRoute: () => root,
  path: '/examples/$id',
  component: ExampleReadout,
  validateSearch: chainSearch,
})
const local = createRoute({
  getParentRoute: () => root,
  path: '/local',
  component: LocalReadout,
  validateSearch: chainSearch,
})

export const router = createRouter({
  routeTree: root.addChildren([home, example, local]),
  // Subjects are text even where they look like numbers: `?subject=0102` stays as it is.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ).toString()
    return text && `?${text}`
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
