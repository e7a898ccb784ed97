using ServiceBot.Conversations;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.Terminal;

/// <summary>A conversation in the terminal, by the same engine and the same store as everywhere.</summary>
internal sealed class TerminalChat(FrontDoor door, TextReader input, TextWriter output)
{
    private readonly Lock writing = new();
    private IReadOnlyList<Choice> choices = [];

    /// <summary>Talks until the input ends or the customer types <c>/quit</c>.</summary>
    public async Task RunAsync(string user, Language? language, CancellationToken stopping)
    {
        var id = new ConversationId($"terminal:{user}");
        var visit = new Visit(id, new Address("terminal", id.Value, user, "bot"), new Person(new PersonId(user), user, new Dictionary<string, string>()), language);
        void Show(IReadOnlyList<TranscriptEntry> entries) => this.Print(id, entries);
        door.Spoke += Show;
        await door.ReceiveAsync(visit, new Occasion.CustomerArrived(), stopping);
        while (await this.ReadAsync(stopping) is { } text && text != "/quit")
        {
            if (text.Trim().Length > 0)
            {
                var key = Guid.CreateVersion7().ToString("N");
                await door.ReceiveAsync(visit, new Occasion.CustomerSpoke(new Utterance(key, key, this.Chosen(text), language, new Dictionary<string, string>(), [], null)), stopping);
            }
        }

        door.Spoke -= Show;
    }

    private async Task<string?> ReadAsync(CancellationToken stopping)
    {
        lock (this.writing)
        {
            output.Write("> ");
            output.Flush();
        }

        return await input.ReadLineAsync(stopping);
    }

    // "[2]" as shown, or just its number, presses a button.
    private string Chosen(string text) =>
        int.TryParse(text.Trim().Trim('[', ']'), out var number) && number >= 1 && number <= this.choices.Count && text.Trim().StartsWith('[') ? this.choices[number - 1].Value : text;

    private void Print(ConversationId id, IReadOnlyList<TranscriptEntry> entries)
    {
        foreach (var reply in entries.Where(entry => entry.Conversation == id).Select(entry => entry.Reply).OfType<Reply>())
        {
            lock (this.writing)
            {
                this.choices = reply.Choices;
                output.WriteLine();
                output.WriteLine(reply.Text);
                for (var i = 0; i < reply.Choices.Count; i++)
                {
                    output.WriteLine($"  [{i + 1}] {reply.Choices[i].Title}");
                }

                output.WriteLine();
            }
        }
    }
}
