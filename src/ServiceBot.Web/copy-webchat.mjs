// Web Chat's own build is one file that loads nothing else; its npm folder is far too large to bundle from.
import { copyFileSync, mkdirSync } from 'node:fs';

mkdirSync('chat/public', { recursive: true });
copyFileSync('node_modules/botframework-webchat/dist/webchat.js', 'chat/public/webchat.js');
