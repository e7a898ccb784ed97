using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Answers from articles, with their source, the steps on demand, and the question whether it helped.</summary>
internal static class KnowledgeTalk
{
    // What was not asked for, another article after "no, that didn't help" or one before the questions about a disturbance, has to be likely to be
    // about the matter. Of 20 disturbances tried by hand, 7 found articles from 0.7 on, all about the matter; of 6 between 0.6 and 0.7 two were not.
    private const double Unasked = 0.7;

    private static readonly string[] WantsSteps = ["手順", "やり方", "ステップ", "詳し", "steps", "how", "show me", "details"];

    /// <summary>Answers a question, or says that there is no article on it: where nothing else is open a human is offered too, else what is open is asked again.</summary>
    public static void Answer(Draft draft, string text)
    {
        if (draft.State.Open is not (Question.ForSlot or Question.ToConfirm or Question.WhatToChange))
        {
            if (!TryAnswer(draft, text, mayOffer: true))
            {
                None(draft, text);
            }
        }
        else if (!FollowUps.TryAside(draft, text))
        {
            Noticing.Note(draft, SampleReason.Unanswered, text);
            draft.Say("knowledge.none_aside");
        }
    }

    /// <summary>Answers a question; false where no article is good enough.</summary>
    /// <param name="draft">The turn.</param>
    /// <param name="text">The question.</param>
    /// <param name="mayOffer">Whether titles that may fit are worth offering: where the words are certainly a question, and nothing else is open.</param>
    public static bool TryAnswer(Draft draft, string text, bool mayOffer = false)
    {
        var answer = AnswerTo(draft, text);
        switch (answer.Certainty)
        {
            case AnswerCertainty.Sure:
                Show(draft, [.. answer.Articles.Where((found, index) => index == 0 || found.Confidence >= Unasked).Select(found => found.Article)], text, null, PassageOf(answer.Articles[0], text));
                return true;
            case AnswerCertainty.Several when mayOffer:
                AskWhich(draft, new Question.WhichArticle(text, [.. answer.Articles.Select(found => found.Article.Id)]));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Shows the article that surely answers the words with which a playbook began, as a step of it; false where none does.</summary>
    public static bool TryStep(Draft draft, string opening, string step)
    {
        if (AnswerTo(draft, opening) is not { Certainty: AnswerCertainty.Sure, Articles: [{ Confidence: >= Unasked } best, ..] } || draft.State.Articles.Any(shown => shown.Id == best.Article.Id))
        {
            return false;
        }

        Show(draft, [best.Article], opening, step, best.Passage);
        return true;
    }

    /// <summary>Offers the titles of articles that are about as likely.</summary>
    public static void AskWhich(Draft draft, Question.WhichArticle question)
    {
        draft.Say("knowledge.which");
        draft.Offer([.. question.Articles.Select(id => draft.Handbook.Library.FindInAny(id, draft.Language)?.Title ?? id), HumanTalk.Word(draft, "choice.none_of_these")]);
        draft.Ask(question);
    }

    public static bool TakeWhich(Draft draft, Question.WhichArticle question, string text, bool? yes)
    {
        var articles = question.Articles.Select(id => draft.Handbook.Library.FindInAny(id, draft.Language)).OfType<Article>().ToList();
        var choices = articles.Select(article => new SlotChoice(article.Id, new LocalText(article.Title, article.Title), [])).ToList();
        draft.CloseQuestion();
        if (ChoiceReading.Asked(choices, text) is { } id)
        {
            var chosen = articles.First(article => article.Id == id);
            Noticing.Note(draft, SampleReason.Chosen, question.Said, IntentNames.AskQuestion, chosen.Id);
            Show(draft, [chosen, .. articles.Where(article => article != chosen)], question.Said, null);
            return true;
        }

        if (yes == false || HumanTalk.Is(draft, "choice.none_of_these", text))
        {
            None(draft, question.Said);
            return true;
        }

        if (Fragment.Is(text))
        {
            AskWhich(draft, question);
            return true;
        }

        return false;
    }

    /// <summary>Shows the first of several articles; the others are for "no, that didn't help".</summary>
    public static void Show(Draft draft, IReadOnlyList<Article> articles, string about, string? step, string? passage = null)
    {
        var article = articles[0];
        draft.State = draft.State with
        {
            Articles = [.. draft.State.Articles.Where(shown => shown.Id != article.Id), new ArticleShown(article.Id, article.Title, null)],
            Misunderstood = 0,
        };
        draft.SayText(passage ?? article.Answer);
        if (article.Language != draft.Language)
        {
            draft.Say("knowledge.other_language");
        }

        draft.Say("knowledge.source", ("title", article.Title));
        draft.Trace = draft.Trace with { Articles = [article.Id] };

        // A side question in the middle of something is answered; whether it helped is not insisted on.
        if (step is null && draft.State.Open is not null and not (Question.ToRephrase or Question.WhetherSolved))
        {
            return;
        }

        Ask(draft, new Question.WhetherSolved(step, [.. articles.Select(candidate => candidate.Id)], about), article);
    }

    public static void AskSolved(Draft draft, Question.WhetherSolved solved)
    {
        var article = solved.Articles.Count > 0 ? draft.Handbook.Library.FindInAny(solved.Articles[0], draft.Language) : null;
        Ask(draft, solved, article);
    }

    public static bool TakeSolved(Draft draft, Question.WhetherSolved solved, string text, Recognition heard, bool? yes)
    {
        var article = solved.Articles.Count > 0 ? draft.Handbook.Library.FindInAny(solved.Articles[0], draft.Language) : null;
        if (article is { Steps.Length: > 0 } && (HumanTalk.Is(draft, "choice.steps", text) || Holds(text, WantsSteps) && text.Length < 24 && !(heard.Certainty == Certainty.Sure && heard.Category is not null)))
        {
            draft.SayText(article.Steps);
            draft.Trace = draft.Trace with { Articles = [article.Id] };
            draft.Say("solved.ask");
            OfferOutcome(draft, withSteps: false);
            draft.Ask(solved);
            return true;
        }

        if (solved.Step is null && article is not null && FollowUps.Take(draft, article, text, heard))
        {
            return true;
        }

        var verdict = HumanTalk.Is(draft, "choice.solved", text) ? Verdict.Solved
            : HumanTalk.Is(draft, "choice.not_solved", text) ? Verdict.NotSolved
            : VerdictReading.Of(text, heard, yes);
        if (verdict == Verdict.None && solved.Step is not null && (!IsAnotherMatter(draft, heard) || IsMoreOnIt(draft, text, heard)))
        {
            // Said to a playbook's "did that solve it?" and about nothing else: it goes on, and the human who may follow reads it.
            verdict = Verdict.NotSolved;
            draft.SetRun(draft.Run!.Note(text, "said"));
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
                return true;
            case Verdict.NotSolved:
                Rate(draft, article, helped: false);
                NotHelped(draft, solved, article);
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

    /// <summary>What the articles say to words, without those that did not help.</summary>
    public static Answer AnswerTo(Draft draft, string text) => Answering.Answer(
        new Inquiry(Sentences.WithoutConnector(text), draft.Language)
        {
            Shown = [.. draft.State.Articles.Where(shown => shown.Helped == false).Select(shown => shown.Id)],
            Ranks = draft.Context.Ranks?.For(text),
        },
        draft.Handbook.Library,
        draft.Handbook.Helpfulness);

    /// <summary>Says that there is no article, and offers a human.</summary>
    public static void None(Draft draft, string text)
    {
        Noticing.Note(draft, SampleReason.Unanswered, text);
        HumanTalk.Offer(draft, "knowledge.none", text, EscalationReasons.NoKnowledge);
    }

    private static string PassageOf(FoundArticle found, string text) =>
        Sentences.WithoutConnector(text) is var asked && Repair.AsksForFact(asked) && FollowUps.PartOn(found.Article, asked) is { } part ? part.Titled : found.Passage;

    private static bool IsAnotherMatter(Draft draft, Recognition heard) =>
        heard.Certainty == Certainty.Sure && heard.Intent.Name != draft.Run?.Playbook
        && (heard.Category is { } category && (category.Name != draft.Run?.Category || heard.Intent.Name == IntentNames.AskQuestion || draft.Handbook.PlaybookOf(heard.Intent.Name) is { Kind: PlaybookKind.Request })
            || heard.IsOutOfScope && heard.Intent.Confidence >= SmallTalk.SureEnoughToDecline
            || heard.Intent.Name is IntentNames.Greet or IntentNames.Smalltalk or IntentNames.CheckStatus or IntentNames.Complain or IntentNames.Help);

    // "It's room Sakura, and the clients arrive in 5 minutes" sounds like something of its own, but answers what the playbook would ask next.
    private static bool IsMoreOnIt(Draft draft, string text, Recognition heard) =>
        heard.Intent.Name is IntentNames.ReportIncident or IntentNames.RequestService && draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook
        && run.FillNamed(playbook, draft.State.Customer, text, draft.Today).Slots.Count > run.Slots.Count;

    private static void Ask(Draft draft, Question.WhetherSolved question, Article? article)
    {
        draft.Say("solved.ask");
        OfferOutcome(draft, withSteps: article is { Steps.Length: > 0 });
        draft.Ask(question);
    }

    private static void OfferOutcome(Draft draft, bool withSteps) => draft.Offer(
        [.. withSteps ? [HumanTalk.Word(draft, "choice.steps")] : Array.Empty<string>(), HumanTalk.Word(draft, "choice.solved"), HumanTalk.Word(draft, "choice.not_solved")]);

    private static void NotHelped(Draft draft, Question.WhetherSolved solved, Article? article)
    {
        if (solved.Step is not null && draft.Run is { } run)
        {
            // The playbook's own first words say as much.
            if (draft.Handbook.PlaybookOf(run.Playbook) is { } playbook && !(PlaybookRules.NextStep(playbook, run.Finish(solved.Step)) is Step.Say && playbook.Steps.OfType<Step.Say>().All(say => !run.Done.Contains(say.Id))))
            {
                draft.Say("solved.no_go_on");
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
            Show(draft, next, solved.About, null);
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

    private static bool Holds(string text, string[] marks)
    {
        var normalised = TextNormalisation.Normalise(text);
        return marks.Any(mark => normalised.Contains(mark, StringComparison.Ordinal));
    }
}
