import { fold } from '../../protocol/casemap.ts'
import type { Cursor, Model, Track } from '../model.ts'

/** What we were shown of this channel. */
export function trackOf(model: Model, channel: string): Track | undefined {
  return model.tracks.get(fold(channel))
}

/** More channels than anybody is in: what a server says that we have joined beyond them is not believed. */
const mostTracks = 1_000

/** Whether we have this channel, or may have one more. */
export function hasPlaceFor({ tracks }: Model, channel: string): boolean {
  return tracks.size < mostTracks || tracks.has(fold(channel))
}

export function withTrack(model: Model, track: Track): Model {
  return { ...model, tracks: new Map(model.tracks).set(fold(track.name), track) }
}

/** The channel with this place to go on from. */
export function withCursor(model: Model, channel: string, cursor: Cursor): Model {
  const track = trackOf(model, channel)
  return track === undefined ? model : withTrack(model, { ...track, cursor })
}

/** A channel that we left is a new one when we come again. */
export function withoutTrack(model: Model, channel: string): Model {
  if (trackOf(model, channel) === undefined) return model
  const tracks = new Map(model.tracks)
  tracks.delete(fold(channel))
  return { ...model, tracks }
}

/** The tracks as a new connection begins with them: nothing is heard, and what was held back will come again. */
export function interrupted(tracks: Model['tracks'], at: number): Model['tracks'] {
  const away = ({ name, cursor, since, last, isHoled }: Track): Track => ({
    ...awayTrack(name, at),
    cursor,
    since,
    last,
    isHoled,
  })
  return new Map([...tracks].map(([key, track]) => [key, away(track)]))
}

/** A channel that is to be joined. */
export function awayTrack(name: string, at: number): Track {
  return { name, phase: 'away', at, held: [], isBack: false, missed: 0 }
}

/** The life of the room that we are in, as far as it says. */
export function bootOf(model: Model): string {
  return model.isupport.get('earshot/BOOT') ?? ''
}
