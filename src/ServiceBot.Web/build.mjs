// The pages are a few small modules, so there is nothing to bundle: the compiler writes them, this copies what needs no compiling.
// Web Chat's own build is one file that loads nothing else.
import { cpSync, readdirSync } from 'node:fs';

const out = '../ServiceBot.Host/wwwroot';
for (const name of readdirSync('chat').filter((file) => /\.(html|css|svg|js)$/.test(file))) {
  cpSync(`chat/${name}`, `${out}/${name}`);
}

cpSync('node_modules/botframework-webchat/dist/webchat.js', `${out}/webchat.js`);
