import type { Figure } from '@abscopal/trial/figure/figure.ts'
import { svgText } from '@abscopal/trial/figure/svg.ts'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from 'react'
import { nearestMark } from './nearest-mark.ts'
import { saveFile } from './save-file.ts'
import { useSetSearch } from '../study/study-search.ts'

const marks = '[data-subject]'

/**
 * A figure with its caption. A mark that stands for a subject opens its chain by click or Enter; the marks are one stop
 * of the Tab key, and the arrow keys go from mark to mark.
 */
export function FigureView({ figure, interactive = false }: { figure: Figure; interactive?: boolean }) {
  const frame = useRef<HTMLDivElement>(null)
  const setSearch = useSetSearch()
  const svg = useMemo(() => ({ __html: svgText(figure, { interactive }) }), [figure, interactive])

  useEffect(() => {
    const all = marksOf(frame.current)
    all.forEach((mark, i) => mark.setAttribute('tabindex', i === 0 ? '0' : '-1'))
  }, [svg])

  const open = (mark: Element | null | undefined) => {
    const subject = mark?.getAttribute('data-subject')
    const endpoint = mark?.getAttribute('data-endpoint')
    if (!mark || !subject) return false
    moveTo(marksOf(frame.current), mark)
    setSearch({ subject, endpoint: endpoint ?? undefined })
    return true
  }
  const onClick = ({ clientX, clientY, target }: MouseEvent) =>
    void open(nearestMark(marksOf(frame.current), clientX, clientY) ?? under(target))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ')
      return void (open(under(event.target)) && event.preventDefault())
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const all = marksOf(frame.current)
    const at = all.findIndex((mark) => mark === event.target)
    const next = step && at >= 0 ? all[at + step] : undefined
    if (!next) return
    event.preventDefault()
    moveTo(all, next)
  }

  return (
    <figure>
      <div
        ref={frame}
        {...(interactive
          ? { className: 'frame', onClick, onKeyDown }
          : { className: 'frame fixed', role: 'region', tabIndex: 0, 'aria-label': figure.title })}
        dangerouslySetInnerHTML={svg}
      />
      <figcaption>
        {figure.caption}{' '}
        <button
          type="button"
          className="textual"
          onClick={() => saveFile(`${figure.id}.svg`, 'image/svg+xml', svgText(figure))}
        >
          Save this figure as SVG
        </button>
      </figcaption>
    </figure>
  )
}

const under = (target: EventTarget) => (target instanceof Element ? target.closest(marks) : null)

const marksOf = (frame: HTMLElement | null) => [...(frame?.querySelectorAll<SVGElement>(marks) ?? [])]

function moveTo(all: readonly Element[], mark: Element): void {
  for (const other of all) other.setAttribute('tabindex', other === mark ? '0' : '-1')
  if (mark instanceof SVGElement) mark.focus()
}
