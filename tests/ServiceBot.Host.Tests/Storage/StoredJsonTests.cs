using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Host.Storage;
using ServiceBot.Host.Storage.Sqlite.Rows;

namespace ServiceBot.Host.Tests.Storage;

public sealed class StoredJsonTests
{
    [Fact]
    public void Members_of_a_later_version_are_passed_over()
    {
        var later = Written(Some.Conversation());
        later["addedLater"] = new JsonObject { ["a"] = 1 };

        Assert.Equal(Some.Chat, Read(later).Id);
    }

    [Fact]
    public void Members_that_an_earlier_version_did_not_write_have_their_defaults()
    {
        var earlier = Written(Some.Conversation());
        foreach (var member in new[] { "runs", "later", "variants", "lastReplies", "articles", "files", "open", "mood" })
        {
            earlier.Remove(member);
        }

        var read = Read(earlier);

        Assert.NotNull(read.Runs);
        Assert.NotNull(read.Later);
        Assert.NotNull(read.Variants);
        Assert.NotNull(read.LastReplies);
        Assert.Null(read.Open);
    }

    [Fact]
    public void An_open_question_comes_back_as_the_kind_it_was() =>
        Assert.IsType<Question.WhichMeaning>(Assert.IsType<Question.WhetherToGoOn>(Read(Written(Some.Conversation())).Open).Before);

    [Fact]
    public void Japanese_is_stored_readable() =>
        Assert.Contains("VPNにつながらない", Encoding.UTF8.GetString(Stored(Some.Said(1, "k"))), StringComparison.Ordinal);

    private static ReadOnlySpan<byte> Stored(TranscriptEntry entry)
    {
        var text = new CommitText();
        text.Add(entry, StoredJson.TranscriptEntry);
        return text.Next();
    }

    private static JsonObject Written(Conversation conversation) =>
        JsonSerializer.SerializeToNode(conversation, StoredJson.Conversation)!.AsObject();

    private static Conversation Read(JsonObject json) => json.Deserialize(StoredJson.Conversation)!;
}
