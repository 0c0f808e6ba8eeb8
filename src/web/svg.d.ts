/** A picture in the script itself, as a `data:` address: nothing is asked for once the page is there. */
declare module '*.svg' {
  const address: string
  export default address
}
