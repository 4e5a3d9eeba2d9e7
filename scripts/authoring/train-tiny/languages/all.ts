/** The languages of the tiny model's training sentences. */
import { arabic } from './ar';
import { greek } from './el';
import { english } from './en';
import { hindi } from './hi';
import type { Language } from './language';
import { russian } from './ru';
import { chinese } from './zh';

export const languages: readonly Language[] = [english, russian, chinese, arabic, hindi, greek];
