using ServiceBot.Improvement;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Storage;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Notes the words from which the desk may learn: what was not understood, not answered, not solved, or sent elsewhere.</summary>
internal static class Noticing
{
    private const int LongestText = 500;

    /// <summary>Notes words of this conversation; nothing where they say nothing.</summary>
    /// <param name="draft">The turn.</param>
    /// <param name="reason">Why they are worth a look.</param>
    /// <param name="text">The words, now or some turns ago.</param>
    /// <param name="intent">The intent that the customer showed to be meant.</param>
    /// <param name="article">The article that was shown or chosen.</param>
    public static void Note(Draft draft, SampleReason reason, string text, string? intent = null, string? article = null)
    {
        if (Gibberish.Is(text))
        {
            return;
        }

        var heard = draft.Handbook.Recognizer.Recognize(text, draft.Language);
        draft.Add(new SampleNoted(new Sample(
            draft.Context.NewId(),
            reason,
            draft.State.Id,
            Masked(text, draft.State.Customer, heard.Language),
            heard.Language,
            heard.Intent.Name,
            Math.Round(heard.Intent.Confidence, 3),
            heard.Category?.Name,
            intent is null ? null : new Meaning(intent, draft.Handbook.PlaybookOf(intent)?.Category ?? (intent == heard.Intent.Name ? heard.Category?.Name : null)),
            article,
            null,
            draft.Now)));
    }

    /// <summary>What an agent's work on a ticket shows: that it was taken for something else, or which article would have solved it.</summary>
    /// <param name="before">The ticket before the change.</param>
    /// <param name="changed">The change.</param>
    /// <param name="newId">Gives an id.</param>
    public static IEnumerable<Change> OfWork(Ticket before, TicketDecision.Changed changed, Func<string> newId)
    {
        // A ticket that was opened by hand was understood by nobody.
        if (before.Context.Understanding is { } understood && (changed.Ticket.Category != before.Category || changed.Ticket.Group != before.Group))
        {
            yield return new SampleNoted(Of(SampleReason.Rerouted, changed.Ticket.Category, understood, null));
        }

        if (changed.Events.OfType<StatusChanged>().LastOrDefault()?.Article is not { } article)
        {
            yield break;
        }

        yield return new ArticleRated(article, before.Language, SaidIn(before), Helped: true, changed.Ticket.UpdatedAt);
        if (before.Context.Understanding is { } taken && before.Context.ArticlesShown.All(shown => shown.Id != article))
        {
            yield return new SampleNoted(Of(SampleReason.SolvedByArticle, before.Category, taken, article));
        }

        Sample Of(SampleReason reason, string category, UnderstandingTaken taken, string? article) => new(
            newId(), reason, SaidIn(before), Masked(FirstWords(before), before.Customer, before.Language), before.Language, taken.Intent, taken.Confidence, before.Category,
            new Meaning(null, category), article, before.Number.ToString(), changed.Ticket.UpdatedAt);
    }

    private static ConversationId SaidIn(Ticket ticket) => ticket.Conversation ?? new ConversationId(ticket.Number.ToString());

    // A playbook's subject is its own; what understanding went by are the customer's words.
    private static string FirstWords(Ticket ticket) =>
        ticket.Context.Transcript.FirstOrDefault(line => line.From == "customer" && !Gibberish.Is(line.Text))?.Text ?? ticket.Subject;

    private static string Masked(string text, Person speaker, Language language)
    {
        var masked = Masking.Hide(text.ReplaceLineEndings(" ").Replace('\t', ' ').Trim(), speaker, language);
        return masked.Length <= LongestText ? masked : masked[..LongestText];
    }
}
