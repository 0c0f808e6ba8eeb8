import type { VNode } from 'preact'

/** How to come with another client; a click selects an address, for there is no clipboard without TLS. */
export function OwnClient(): VNode {
  const { host, hostname, port } = location
  const [irc, other] =
    port === ''
      ? ['', hostname]
      : [`${location.protocol === 'https:' ? 'ircs' : 'irc'}://${host}/lobby`, `/connect ${hostname}/${port}`]
  return (
    <dl>
      <Address label="earshot on a terminal" text={`earshot --host ${host}`} />
      <Address label="Any IRC client" text={irc} />
      <Address label="weechat, irssi and others" text={other} />
    </dl>
  )
}

function Address({ label, text }: { label: string; text: string }): VNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <input
          class="address"
          aria-label={label}
          readOnly
          value={text}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </dd>
    </>
  )
}
