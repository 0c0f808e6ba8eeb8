// @ts-check
// What esbuild makes of the page's JSX: `h(…)` is less than the calls of the automatic runtime, and needs none of it.
export { Fragment, h } from 'preact'
