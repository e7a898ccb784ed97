// The JavaScript SDK's EchoBot for comparison: it counts turns in memory, understands nothing and keeps nothing.
import { createServer } from 'node:http';
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage } from 'botbuilder';

const state = new ConversationState(new MemoryStorage());
const turns = state.createProperty('turns');

class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const turn = (await turns.get(context, 0)) + 1;
      await turns.set(context, turn);
      await context.sendActivity(`${turn}: ${context.activity.text}`);
      await next();
    });
  }

  async run(context) {
    await super.run(context);
    await state.saveChanges(context, false);
  }
}

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new EchoBot();

// What the adapter expects of a web framework, without one.
function answering(res) {
  res.status = (code) => {
    res.statusCode = code;
    return res;
  };
  res.send = (body) => res.end(body === undefined ? undefined : JSON.stringify(body));
  res.header = (name, value) => res.setHeader(name, value);
  return res;
}

createServer((req, res) => {
  const parts = [];
  req.on('data', (part) => parts.push(part));
  req.on('end', async () => {
    if (req.method !== 'POST') {
      res.end();
      return;
    }

    req.body = JSON.parse(Buffer.concat(parts).toString('utf8'));
    await adapter.process(req, answering(res), (context) => bot.run(context));
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
