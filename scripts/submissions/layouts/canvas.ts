/**
 * Canvas, "Download submissions": flat files `lastfirst[_LATE]_<user id>_<attachment id>_<name>`;
 * the person is `anon_<id>` where the assignment is anonymous, and text typed in is `…_text.html`.
 * A file that was handed in before has `-1` before its ending. The download holds the last attempt.
 *
 * @see canvas-lms, lib/content_zipper.rb
 */
import { lineOf } from '../persons';
import type { Layout } from './layout';

const anonymous = /^(?<first>LATE_)?anon(?<late>_LATE)?_(?<key>[A-Za-z0-9]+)_\d+_(?<file>.+)$/;
const file = /^(?<name>.*?)(?<late>_LATE)?_(?<id>\d+)_\d+_(?<file>.+)$/;
const typed = /^(?<name>.*?)(?<late>_LATE)?_(?<id>\d+|anon_[A-Za-z0-9]+)_(?:text|link)\.html$/;

export const canvas: Layout = {
  name: 'canvas',
  looks: 'files like lovelaceada_1234_56789_softmax.ts',
  reader: () => (entry) => {
    const anon = anonymous.exec(entry.name)?.groups;
    if (anon) {
      const isLate = (anon.first ?? anon.late) !== undefined;
      return lineOf(`anon_${anon.key}`, anon.file ?? null, { isLate });
    }
    const groups = (file.exec(entry.name) ?? typed.exec(entry.name))?.groups;
    if (!groups?.id) return null;
    const name = groups.name || null;
    return lineOf(groups.id, groups.file ?? null, { name, isLate: groups.late !== undefined });
  },
};
