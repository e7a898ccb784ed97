using System.Text.Json;
using ServiceBot.Host.Channels.Activities;

namespace ServiceBot.Host.Channels.BotFramework;

/// <summary>Mentions in a group's messages.</summary>
public static class Mentions
{
    private const int MostEntities = 100;

    /// <summary>The text without the mention that only calls the bot; others stay, they are part of what is said.</summary>
    public static string WithoutTheBot(string text, IReadOnlyList<Entity>? entities, string? bot)
    {
        foreach (var entity in (entities ?? []).Take(MostEntities))
        {
            if (bot is { Length: > 0 } && "mention".Equals(entity.Type, StringComparison.OrdinalIgnoreCase) && entity.Others is { } members
                && members.TryGetValue("mentioned", out var mentioned) && mentioned.ValueKind == JsonValueKind.Object
                && mentioned.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.ValueEquals(bot)
                && members.TryGetValue("text", out var written) && written.ValueKind == JsonValueKind.String && written.GetString() is { Length: > 0 } mention)
            {
                text = text.Replace(mention, "", StringComparison.Ordinal);
            }
        }

        return text.Trim();
    }
}
