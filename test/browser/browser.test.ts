/** The pages in a real browser. One file, so that one server and one build of the pages serve all of them. */
import { after } from 'node:test'
import { closeSite } from './served.ts'
import './pages.ts'
import './chain.ts'
import './own-data.ts'
import './accessible.ts'

after(closeSite)
