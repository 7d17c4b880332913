import { useMantineColorScheme } from '@mantine/core'
import { Link, Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** What stands around every page. */
export function Shell() {
  return <Frame>{<Outlet />}</Frame>
}

function Frame({ children }: { children: ReactNode }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="masthead">
        <Link to="/" className="wordmark">
          Abscopal
        </Link>
        <label className="scheme">
          Theme{' '}
          <select
            value={colorScheme}
            onChange={(event) => setColorScheme(event.target.value as 'auto' | 'light' | 'dark')}
          >
            <option value="auto">as the system</option>
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </label>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="colophon">
        Abscopal is not a medical device. It shows rules, sources and numbers; people decide.
      </footer>
    </>
  )
}

export function NotFound() {
  return (
    <section className="opening">
      <h1>There is no such page</h1>
      <p>
        <Link to="/">Back to the examples</Link>
      </p>
    </section>
  )
}

export function Trouble({ error }: { error: unknown }) {
  return (
    <section className="opening" role="alert">
      <h1>This page could not be shown</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>
        <a href="/">Back to the examples</a>
      </p>
    </section>
  )
}
