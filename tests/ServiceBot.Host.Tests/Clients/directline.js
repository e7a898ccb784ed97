// botframework-directlinejs as published, against a running ServiceBot: node directline.js <scenario> <server> <token>
global.XMLHttpRequest = require('xhr2');
global.WebSocket = require('ws');
const { DirectLine } = require('botframework-directlinejs');

const [, , scenario, server, token] = process.argv;
const domain = `${server}v3/directline`;

function connect(options) {
  const client = new DirectLine({ token, domain, ...options });
  const seen = [];
  client.activity$.subscribe(activity => seen.push(activity), error => fail(error));
  return { client, seen };
}

const say = (client, text, clientActivityID) => new Promise((resolve, reject) => client
  .postActivity({ type: 'message', text, from: { id: 'dl_somebody_else' }, channelData: { clientActivityID } })
  .subscribe(resolve, reject));

async function until(what, holds, seconds = 25) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (holds()) return;
    await new Promise(next => setTimeout(next, 20));
  }
  fail(`waited in vain for ${what}`);
}

function fail(error) {
  console.error(error);
  process.exit(1);
}

function expect(holds, what) {
  if (!holds) fail(`expected ${what}`);
}

async function sendAndReceive({ client, seen }) {
  await until('the greeting', () => seen.length === 1);
  expect(seen[0].from.role === 'bot', 'the greeting to be the bot\'s');
  const id = await say(client, 'VPNにつながらない', 'c1');
  await until('the answer', () => seen.length === 3);
  expect(seen[1].id === id && seen[1].channelData.clientActivityID === 'c1', 'the echo to have the id that was answered');
  expect(seen[1].from.id === 'dl_hanako' && seen[1].from.role === 'user', 'the echo to be from the token\'s user');
  expect(seen[2].replyToId === id && seen[2].from.role === 'bot', 'an answer to it');
}

const scenarios = {
  stream: () => sendAndReceive(connect({})),
  polling: () => sendAndReceive(connect({ webSocket: false, pollingInterval: 200 })),
  async reconnect() {
    const sockets = [];
    global.WebSocket = class extends require('ws') {
      constructor(...address) {
        super(...address);
        sockets.push(this);
      }
    };
    const connection = connect({});
    await sendAndReceive(connection);
    // The client waits 3 to 15 s before it comes back; what is said meanwhile must arrive then, once.
    sockets[0].terminate();
    const id = await say(connection.client, 'meanwhile', 'c2');
    await until('what was said meanwhile', () => connection.seen.length === 5);
    expect(sockets.length === 2, 'a second socket');
    expect(connection.seen[3].id === id, 'the echo first');
    expect(new Set(connection.seen.map(activity => activity.id)).size === 5, 'nothing to come twice');
  },
  // The client's own upload fetches blob: addresses, which only browsers have; this is the same request by the platform's FormData.
  async upload_by_fetch() {
    const { client, seen } = connect({ webSocket: false, pollingInterval: 200 });
    await until('the greeting', () => seen.length === 1);
    const response = await fetch(`${domain}/conversations/${client.conversationId}/upload?userId=x`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: (() => {
        const form = new FormData();
        form.append('activity', new Blob([JSON.stringify({ type: 'message', from: { id: 'x' } })], { type: 'application/vnd.microsoft.activity' }));
        form.append('file', new Blob(['2026-11-20 error 809'], { type: 'text/plain' }), 'vpn.log');
        return form;
      })()
    });
    expect(response.status === 200, `200 for an upload, not ${response.status}`);
    await until('the file', () => seen.some(activity => activity.attachments?.[0]?.name === 'vpn.log'));
  }
};

scenarios[scenario]().then(() => process.exit(0), fail);
