import { useMediaQuery } from '@mantine/hooks'

/** A phone, where a figure is laid out anew and not shrunk. */
export const useNarrow = () => useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })

export const NARROW_WIDTH = 358
