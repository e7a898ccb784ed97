using System.Collections.Frozen;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Host.Storage.Sqlite.Native;
using ServiceBot.Improvement;
using ServiceBot.Knowledge;
using ServiceBot.Notifications;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Storage.Sqlite.Rows;

/// <summary>All kinds of change that this store knows. A new kind is a new <see cref="IWrites{T}"/> and a line here.</summary>
internal sealed class Writings
{
    private readonly FrozenDictionary<Type, Writing> byKind;

    public Writings(Connection connection) => this.byKind = new Dictionary<Type, Writing>
    {
        [typeof(ConversationKept)] = Writing.Of(new ConversationKeeping(connection)),
        [typeof(Spoken)] = Writing.Of(new TranscriptAdding(connection)),
        [typeof(ArticleRated)] = Writing.Of(new ArticleRatingKeeping(connection)),
        [typeof(MatterEnded)] = Writing.Of(new MatterEnding(connection)),
        [typeof(SampleNoted)] = Writing.Of(new SampleNoting(connection)),
        [typeof(SamplesDecided)] = Writing.Of(new SampleDeciding(connection)),
        [typeof(ModelVersionKept)] = Writing.Of(new ModelVersionKeeping(connection)),
        [typeof(Audited)] = Writing.Of(new Auditing(connection)),
        [typeof(TicketOpened)] = Writing.Of(new TicketOpening(connection)),
        [typeof(TicketChanged)] = Writing.Of(new TicketChanging(connection)),
        [typeof(ReplyQueued)] = Writing.Of(new ReplyQueuing(connection)),
        [typeof(EntryDelivered)] = Writing.Of(new EntryRemoval(connection)),
        [typeof(EntryPostponed)] = Writing.Of(new EntryPostponing(connection)),
        [typeof(EntryDead)] = Writing.Of(new EntryBurial(connection)),
        [typeof(NewsQueued)] = Writing.Of(new NewsQueuing(connection)),
        [typeof(NewsTold)] = Writing.Of(new NewsTelling(connection)),
        [typeof(ActionQueued)] = Writing.Of(new ActionQueuing(connection)),
        [typeof(ActionPostponed)] = Writing.Of(new ActionPostponing(connection)),
        [typeof(ActionEnded)] = Writing.Of(new ActionRemoval(connection)),
    }.ToFrozenDictionary();

    /// <summary>How a change is written.</summary>
    /// <exception cref="NotSupportedException">Its kind is not listed here, which is a bug.</exception>
    public Writing Of(Change change) => this.byKind.TryGetValue(change.GetType(), out var writing)
        ? writing
        : throw new NotSupportedException($"The store does not know changes of kind {change.GetType().Name}; add it to {nameof(Writings)}.");
}

/// <summary>An <see cref="IWrites{T}"/> for a change whose kind is known only at run time.</summary>
internal sealed record Writing(Action<Change, CommitText> Serialize, Func<Change, Conflict?> Refuse, Action<Change, CommitText> Apply)
{
    public static Writing Of<T>(IWrites<T> writes)
        where T : Change =>
        new(
            (change, text) => writes.Serialize((T)change, text),
            change => writes.Refuse((T)change),
            (change, text) => writes.Apply((T)change, text));
}
