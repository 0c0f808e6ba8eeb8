import { useEffect, useState } from 'preact/hooks'

const narrow = '(max-width: 700px)'

/** Whether there is place for one column only. */
export function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(narrow).matches)
  useEffect(() => {
    const list = matchMedia(narrow)
    const look = (): void => setNarrow(list.matches)
    list.addEventListener('change', look)
    return () => list.removeEventListener('change', look)
  }, [])
  return isNarrow
}
