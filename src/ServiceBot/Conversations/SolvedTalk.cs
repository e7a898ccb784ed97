using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Knowledge;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Takes what is said to "did that solve it?", asked after an article or a playbook's instructions.</summary>
internal static class SolvedTalk
{
    private static readonly string[] WantsSteps = ["手順", "やり方", "ステップ", "詳し", "steps", "how", "show me", "details"];

    /// <summary>Asks whether what was shown or said solved the matter.</summary>
    public static void Ask(Draft draft, Question.WhetherSolved question)
    {
        draft.Say("solved.ask");
        OfferOutcome(draft, withSteps: ArticleOf(draft, question) is { Steps.Length: > 0 });
        draft.Ask(question);
    }

    /// <summary>Takes the words as a verdict, a wish for the steps or a question on them; false where they are about something else.</summary>
    public static bool Take(Draft draft, Question.WhetherSolved solved, string text, Recognition heard, bool? yes)
    {
        var article = ArticleOf(draft, solved);
        if (yes == true && Phrasing.IsQuestion(text) && Repair.SaidAfterYes(text) is { Length: > 0 } asked)
        {
            // 「はい、それでメールアドレスのほうはどうなりますか」 asks on, and is no verdict.
            (text, yes) = (asked, null);
            heard = draft.Handbook.Recognizer.Recognize(asked, draft.Language);
        }

        if (article is { Steps.Length: > 0 } && (HumanTalk.Is(draft, "choice.steps", text) || Holds(text, WantsSteps) && text.Length < 24 && !(heard.Certainty == Certainty.Sure && heard.Category is not null)))
        {
            draft.SayText(article.Steps);
            draft.Trace = draft.Trace with { Articles = [article.Id] };
            draft.Say("solved.ask");
            OfferOutcome(draft, withSteps: false);
            draft.Ask(solved);
            return true;
        }

        if (solved.Step is null && article is not null && Repair.MeantInstead(text) is { } meant && draft.Handbook.Recognizer.Recognize(meant, draft.Language) is var other)
        {
            if (!FollowUps.Take(draft, article, meant, other, insists: true))
            {
                draft.CloseQuestion();
                Matters.BeginPart(draft, meant, other);
            }

            return true;
        }

        if (solved.Step is null && article is not null && FollowUps.Take(draft, article, text, heard))
        {
            return true;
        }

        if (solved.Step is not null && draft.Run is { } wrong && Matters.TakeInstead(draft, wrong, text))
        {
            return true;
        }

        var verdict = HumanTalk.Is(draft, "choice.solved", text) ? Verdict.Solved
            : HumanTalk.Is(draft, "choice.not_solved", text) ? Verdict.NotSolved
            : solved.Step is not null && Repair.SaidAfterThanks(text) is not null && !VerdictReading.SaysItIsSolved(text) ? Verdict.None
            : IsNewTrouble(draft, text, heard, article) ? Verdict.None
            : VerdictReading.Of(text, heard, yes);
        var isTold = false;
        if (verdict == Verdict.None && solved.Step is not null && (!IsAnotherMatter(draft, heard) || IsMoreOnIt(draft, text, heard)))
        {
            // Said to a playbook's "did that solve it?" and about nothing else: it goes on, and the human who may follow reads it.
            verdict = Verdict.NotSolved;
            isTold = true;
            draft.SetRun(draft.Run!.Note(text, Attempt.Said));
        }

        if (verdict == Verdict.NotSolved && solved.Step is not null && draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook)
        {
            // "No – it's room Sakura, and the meeting is in ten minutes" says more than no.
            draft.SetRun(run.FillNamed(playbook, draft.State.Customer, text, draft.Today));
        }

        switch (verdict)
        {
            case Verdict.Trying:
                draft.Say("solved.waiting");
                draft.Ask(solved);
                return true;
            case Verdict.Solved:
                Rate(draft, article, helped: true);
                draft.Say("solved.yes");
                End(draft, solved, "solved");
                if (Repair.SaidAfterThanks(text) is { } wanted)
                {
                    Matters.BeginPart(draft, wanted, draft.Handbook.Recognizer.Recognize(wanted, draft.Language));
                }

                return true;
            case Verdict.NotSolved:
                Rate(draft, article, helped: false);
                NotHelped(draft, solved, article, isTold);
                return true;
            default:
                // Not an answer: most likely the next matter, and the last one stays without a verdict.
                if (solved.Step is null)
                {
                    draft.CloseQuestion();
                }

                return false;
        }
    }

    private static bool IsAnotherMatter(Draft draft, Recognition heard) =>
        heard.Certainty == Certainty.Sure && heard.Intent.Name != draft.Run?.Playbook
        && (heard.Category is { } category && (category.Name != draft.Run?.Category || heard.Intent.Name == IntentNames.AskQuestion || draft.Handbook.PlaybookOf(heard.Intent.Name) is { Kind: PlaybookKind.Request })
            || heard.IsOutOfScope && heard.Intent.Confidence >= SmallTalk.SureEnoughToDecline
            || heard.Intent.Name is IntentNames.Greet or IntentNames.Smalltalk or IntentNames.CheckStatus or IntentNames.Complain or IntentNames.Help);

    // "The printer doesn't print", said of what to do about the Wi-Fi, is no verdict on it.
    private static bool IsNewTrouble(Draft draft, string text, Recognition heard, Article? article) =>
        heard is { Certainty: Certainty.Sure, Intent.Confidence: > RunAnswers.SureEnoughToLeave, Category.Name: var category } && (draft.Run?.Category ?? article?.Category) is { } current && category != current
        && draft.Handbook.PlaybookOf(heard.Intent.Name) is { Kind: PlaybookKind.Incident, Category: not null } && !VerdictReading.GoesOn(text);

    // "It's room Sakura, and the clients arrive in 5 minutes" sounds like something of its own, but answers what the playbook would ask next.
    private static bool IsMoreOnIt(Draft draft, string text, Recognition heard) =>
        heard.Intent.Name is IntentNames.ReportIncident or IntentNames.RequestService && draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook
        && run.FillNamed(playbook, draft.State.Customer, text, draft.Today).Slots.Count > run.Slots.Count;

    private static void NotHelped(Draft draft, Question.WhetherSolved solved, Article? article, bool isTold)
    {
        if (solved.Step is not null && draft.Run is { } run)
        {
            // The playbook's own first words say as much.
            if (draft.Handbook.PlaybookOf(run.Playbook) is { } playbook && !(PlaybookRules.NextStep(playbook, run.Finish(solved.Step)) is Step.Say && playbook.Steps.OfType<Step.Say>().All(say => !run.Done.Contains(say.Id))))
            {
                // Nobody is thanked for a try who has only told more.
                draft.Say(isTold ? "slot.early" : "solved.no_go_on");
            }

            draft.SetRun(run.Finish(solved.Step).Note(article?.Title ?? HumanTalk.Word(draft, "steps.shown"), "not_solved"));
            draft.CloseQuestion();
            RunTalk.GoOn(draft);
            return;
        }

        draft.CloseQuestion();
        Noticing.Note(draft, SampleReason.NotHelped, solved.About, article: article?.Id);
        var next = solved.Articles.Skip(1).Select(id => draft.Handbook.Library.FindInAny(id, draft.Language)).OfType<Article>()
            .Where(candidate => draft.State.Articles.All(shown => shown.Id != candidate.Id)).ToList();
        if (next.Count > 0)
        {
            draft.Say("solved.no_next");
            KnowledgeTalk.Show(draft, next, solved.About, null);
        }
        else
        {
            HumanTalk.Offer(draft, "solved.no", solved.About, EscalationReasons.NotHelped);
        }
    }

    private static void End(Draft draft, Question.WhetherSolved solved, string outcome)
    {
        if (solved.Step is not null && draft.Run is { } run)
        {
            draft.SetRun(run.Note(HumanTalk.Word(draft, "steps.shown"), "solved"));
            RunTalk.End(draft, outcome);
        }
        else
        {
            TicketOpening.EndMatter(draft, IntentNames.AskQuestion, null, outcome, null);
            draft.State = draft.State with { Open = null, Articles = draft.Run is null ? [] : draft.State.Articles };
        }
    }

    private static void Rate(Draft draft, Article? article, bool helped)
    {
        if (article is not null)
        {
            draft.Add(new ArticleRated(article.Id, article.Language, draft.State.Id, helped, draft.Now));
            draft.State = draft.State with { Articles = [.. draft.State.Articles.Select(shown => shown.Id == article.Id ? shown with { Helped = helped } : shown)] };
        }
    }

    private static Article? ArticleOf(Draft draft, Question.WhetherSolved solved) => solved.Articles.Count > 0 ? draft.Handbook.Library.FindInAny(solved.Articles[0], draft.Language) : null;

    private static void OfferOutcome(Draft draft, bool withSteps) => draft.Offer(
        [.. withSteps ? [HumanTalk.Word(draft, "choice.steps")] : Array.Empty<string>(), HumanTalk.Word(draft, "choice.solved"), HumanTalk.Word(draft, "choice.not_solved")]);

    private static bool Holds(string text, string[] marks)
    {
        var normalised = TextNormalisation.Normalise(text);
        return marks.Any(mark => normalised.Contains(mark, StringComparison.Ordinal));
    }
}
