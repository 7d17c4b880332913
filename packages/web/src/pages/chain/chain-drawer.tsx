import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { SYNTHETIC } from '@abscopal/trial/report/words.ts'
import { Drawer } from '@mantine/core'
import { useRef } from 'react'
import { useSetSearch, useStudySearch } from '../../study/study-search.ts'
import { Chain } from './chain.tsx'

/** Where a subject's time comes from; the address says which subject and endpoint. */
export function ChainDrawer({ readout }: { readout: Readout }) {
  const setSearch = useSetSearch()
  const search = useStudySearch()
  const subject = readout.subjects.find(({ id }) => id === search.subject)
  const endpoint =
    subject?.endpoints.find(({ id }) => id === search.endpoint) ??
    (search.endpoint ? undefined : subject?.endpoints[0])
  const opened = search.subject !== undefined
  // What was shown stays in place while the drawer slides away.
  const last = useRef({ subject, endpoint, asked: search.subject })
  if (opened) last.current = { subject, endpoint, asked: search.subject }
  const shown = last.current
  const arm = readout.arms.find(({ id }) => id === shown.subject?.arm)
  const close = () => setSearch({ subject: undefined, endpoint: undefined })
  return (
    <Drawer.Root
      opened={opened}
      onClose={close}
      position="right"
      size="min(36rem, 100%)"
      transitionProps={{ duration: 120 }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Not Drawer.Header: a header element here would be a second banner of the page. */}
        <div className="drawer-head">
          <Drawer.Title>
            {shown.subject ? `Subject ${shown.subject.id}${arm ? `, ${arm.title}` : ''}` : 'No such subject'}
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </div>
        <Drawer.Body>
          {readout.synthetic && <p className="synthetic-line">{SYNTHETIC}</p>}
          {shown.subject && shown.endpoint ? (
            <Chain subject={shown.subject} endpoint={shown.endpoint} />
          ) : (
            <p>
              {shown.subject
                ? `Subject ${shown.subject.id} has no such endpoint in this readout.`
                : `Subject ${shown.asked} is not in this readout.`}
            </p>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
