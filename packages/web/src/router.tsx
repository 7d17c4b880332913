import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { Home } from './pages/home/home.tsx'
import { NotFound, Shell, Trouble } from './parts/shell.tsx'
import { studyPages } from './study/study-pages.ts'
import { studySearch } from './study/study-search.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Trouble })
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const example = createRoute({
  getParentRoute: () => root,
  validateSearch: studySearch,
  path: '/examples/$id',
  component: lazyRouteComponent(() => import('./study/example-study.tsx'), 'ExampleStudy'),
})
const local = createRoute({
  getParentRoute: () => root,
  validateSearch: studySearch,
  path: '/local',
  component: lazyRouteComponent(() => import('./study/local-study.tsx'), 'LocalStudy'),
})

/** Examples and the visitor's own files have the same pages. */
const pagesOf = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/readout/readout-home.tsx'), 'ReadoutHome'),
  }),
  ...studyPages.map(({ path, component }) => createRoute({ getParentRoute: () => parent, path, component })),
]

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    example.addChildren(pagesOf(example)),
    local.addChildren(pagesOf(local)),
  ]),
  defaultPreload: 'intent',
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
