using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Begins what the customer wants now: a playbook, an answer from knowledge, something about a ticket, or a kind word.</summary>
internal static class Matters
{
    private const int MostChoices = 3;

    // A second sentence without "also" is a matter of its own only where that leaves no doubt.
    private const double SureEnoughAlone = 0.9;

    // Where a question is only one of the meanings, an article this likely is a better answer than a choice. Chosen, not measured.
    private const double SureArticle = 0.9;

    // A button for a meaning of a few per cent only confuses.
    private const double LeastOffered = 0.08;
    private const double FarBehind = 6;

    public static void Begin(Draft draft, Utterance utterance, Recognition heard)
    {
        if (utterance.Text.Trim().Length == 0)
        {
            draft.Say(utterance.Attachments.Count > 0 ? "file.received" : "rephrase");
            return;
        }

        // "I can't sign in" … "it's Salesforce": one matter in two messages.
        if (Unclear(draft) is { } before && draft.Handbook.Recognizer.Recognize($"{before} {utterance.Text}", draft.Language) is { Certainty: Certainty.Sure, Category: not null } together
            && (heard.Certainty != Certainty.Sure || draft.Asked is Question.WhichMeaning meaning && meaning.Intents.Contains(together.Intent.Name) && !Phrasing.SpeaksOfTrouble(utterance.Text)))
        {
            (utterance, heard) = (utterance with { Text = $"{before} {utterance.Text}" }, together);
            draft.Heard = heard;
        }
        else if (heard.IsOutOfScope && Unclear(draft) is { } asked)
        {
            // Who was asked what is meant is not turned away for the answer.
            Rephrase(draft, $"{asked} {utterance.Text}");
            return;
        }

        // What was said before, though not understood, still belongs to it: since when, where, whose.
        else if (heard is { Certainty: Certainty.Sure, Category: not null } && Unclear(draft) is { } said && !Sentences.InsistsOnAnother(utterance.Text) && Repair.MeantInstead(utterance.Text) is null)
        {
            utterance = utterance with { Text = $"{said} {utterance.Text}" };
        }

        // 「お世話になっております。営業部の田中と申します。…」: the matter is in what follows.
        if (heard.Intent.Name == IntentNames.Greet && Sentences.WithoutGreeting(utterance.Text) is { Length: > 0 } rest && rest.Length < utterance.Text.Length)
        {
            utterance = utterance with { Text = rest };
            draft.Heard = heard = draft.Handbook.Recognizer.Recognize(rest, draft.Language);
        }

        // Two matters in one message: the first now, the others when it is over.
        var parts = Sentences.Split(utterance.Text);
        var matters = In(draft.Handbook.Recognizer, parts, draft.Language);
        var apart = Apart(matters);
        if (apart.Count > 1)
        {
            draft.State = draft.State with { Later = [.. draft.State.Later, .. apart.Skip(1).Select(matter => Sentences.WithoutConnector(matter.Part))] };
            draft.Say("matters.two");
            draft.Heard = apart[0].Heard;

            // Sentences that begin no matter of their own belong to the first one.
            var others = apart.Skip(1).Select(matter => matter.Part).ToHashSet();
            BeginPart(draft, string.Join(" ", parts.Where(part => !others.Contains(part))), apart[0].Heard);
            return;
        }

        // In a long story one sentence may say what it is about: that which bears out the whole, or else the first.
        if ((heard.Certainty != Certainty.Sure || heard.Intent.Name is IntentNames.Thanks) && matters.Where(matter => matter.Heard.Certainty == Certainty.Sure).ToList() is { Count: > 0 } clear)
        {
            draft.Heard = heard = clear.Select(matter => matter.Heard).FirstOrDefault(part => part.Intent.Name == heard.Intent.Name) ?? clear[0].Heard;
        }

        BeginPart(draft, utterance.Text, heard);
    }

    // What the customer was asked to put otherwise, or to choose a meaning of.
    private static string? Unclear(Draft draft) => draft.Asked switch
    {
        Question.WhichMeaning meaning => meaning.Said,
        Question.ToRephrase rephrase => rephrase.Said,
        _ => null,
    };

    /// <summary>The sentences of a message that begin a matter each, with what they mean; empty for a single sentence.</summary>
    public static List<(string Part, Recognition Heard)> In(Recognizer recognizer, IReadOnlyList<string> parts, Messages.Language language)
    {
        var matters = (parts.Count > 1 ? parts : [])
            .Select((part, index) => (Part: part, Heard: recognizer.Recognize(Sentences.WithoutConnector(part), language), IsJoined: IsJoined(parts, index)))
            .Where(part => !part.Part.Contains(Secrets.Mask, StringComparison.Ordinal) && IsMatter(part.Part, part.Heard, part.IsJoined, recognizer.Thresholds.Sure))
            .ToList();

        // "Writing from my phone." is a remark beside what leaves no doubt, though it may resemble something of its own.
        return [.. matters.Where(part => part.IsJoined || !matters.Exists(other => AreApart(part.Heard, other.Heard)) || part.Heard.Intent.Confidence > SureEnoughAlone).Select(part => (part.Part, part.Heard))];
    }

    // Who says that there is something else is answered on it, also where it is not understood at first.
    private static bool IsMatter(string part, Recognition heard, bool isJoined, double sure) =>
        heard.Category is not null && (heard.Certainty == Certainty.Sure && heard.Intent.Confidence >= sure || heard.Certainty != Certainty.Unsure && isJoined)
        || Sentences.InsistsOnAnother(part) && !heard.IsCertainly(IntentNames.Thanks, IntentNames.Praise, IntentNames.Greet, IntentNames.Goodbye, IntentNames.Affirm, IntentNames.Deny);

    private static bool IsJoined(IReadOnlyList<string> parts, int index) =>
        Sentences.BeginsAnother(parts[index]) || Sentences.AnnouncesAnother(parts[index])
        || index > 0 && Sentences.AnnouncesAnother(parts[index - 1]) || index + 1 < parts.Count && Sentences.BeginsAnother(parts[index + 1]);

    /// <summary>Those of them that are not about one thing.</summary>
    public static List<(string Part, Recognition Heard)> Apart(List<(string Part, Recognition Heard)> matters) =>
    [
        .. matters.Where((matter, index) => index == 0 || Sentences.BeginsAnother(matter.Part) || matters.Take(index).All(earlier => AreApart(earlier.Heard, matter.Heard) || IsListed(earlier.Part, matter.Heard)))
            .DistinctBy(matter => matter.Heard.Intent.Name),
    ];

    // Two sentences about one thing often sound like two services of one category, or like a service and something general.
    private static bool AreApart(Recognition one, Recognition other) => one.Category?.Name != other.Category?.Name && other.Intent.Confidence > SureEnoughAlone;

    // 「入社の手配をしたいのと、退職の手続きを…」 lists two services of one category; what is general may go on about the first.
    private static bool IsListed(string earlier, Recognition matter) =>
        Sentences.AnnouncesAnother(earlier) && matter.Intent.Name is not (IntentNames.ReportIncident or IntentNames.RequestService or IntentNames.AskQuestion);

    /// <summary>Begins one matter; what was open before is asked again afterwards where nothing new is asked.</summary>
    public static void BeginPart(Draft draft, string text, Recognition heard)
    {
        var open = draft.State.Open;
        if (Fragment.Is(text))
        {
            Rephrase(draft, text);
            return;
        }

        if (SmallTalk.Take(draft, text, heard) || TicketTalk.Begin(draft, text, heard))
        {
            ReturnTo(draft, open);
            return;
        }

        switch (heard.Certainty)
        {
            case Certainty.Sure or Certainty.NearlySure when heard.Intent.Name != IntentNames.AskQuestion && !heard.IsOutOfScope && FollowUps.TryFact(draft, text, heard):
                draft.Trace = draft.Trace with { Intent = IntentNames.AskQuestion };
                break;
            case Certainty.Sure when !heard.IsOutOfScope:
                BeginAs(draft, heard.Intent.Name, text);
                break;
            case Certainty.NearlySure when !heard.IsOutOfScope && Meanings(draft, heard) is { Count: > 0 } meanings:
                if (meanings.Contains(IntentNames.AskQuestion) && KnowledgeTalk.TryAnswer(draft, text, least: heard.Intent.Name == IntentNames.AskQuestion ? 0 : SureArticle))
                {
                    draft.Trace = draft.Trace with { Intent = IntentNames.AskQuestion };
                    break;
                }

                Answers.AskMeaning(draft, new Question.WhichMeaning(text, meanings));
                break;
            default:
                if (Gibberish.Is(text) || !KnowledgeTalk.TryAnswer(draft, text))
                {
                    Rephrase(draft, text);
                }

                break;
        }

        ReturnTo(draft, open);
    }

    /// <summary>Begins a matter whose meaning is settled.</summary>
    /// <param name="draft">The turn.</param>
    /// <param name="intent">The meaning.</param>
    /// <param name="text">The words that began it.</param>
    /// <param name="isChosen">Whether the customer chose the meaning, some time after those words.</param>
    public static void BeginAs(Draft draft, string intent, string text, bool isChosen = false)
    {
        draft.State = draft.State with { Misunderstood = 0, OutOfScope = 0 };
        if (draft.Asked is Question.ToRephrase unclear)
        {
            Noticing.Note(draft, SampleReason.Rephrased, unclear.Said, intent);
        }

        draft.Trace = draft.Trace with { Intent = intent };
        if (draft.Handbook.PlaybookOf(intent) is { } playbook)
        {
            if (draft.Run?.Playbook == intent && draft.Run.WaitsFor is null)
            {
                // The same matter in other words is no second one.
                RunTalk.GoOn(draft);
                return;
            }

            if (draft.Run is { WaitsFor: null })
            {
                draft.Say("put_aside");
            }

            RunTalk.Start(draft, playbook, text, isChosen ? draft.Handbook.Recognizer.Recognize(text, draft.Language) : draft.Heard);
        }
        else if (intent == IntentNames.AskQuestion)
        {
            KnowledgeTalk.Answer(draft, text);
        }
        else
        {
            Rephrase(draft, text);
        }
    }

    /// <summary>Takes "I don't want to buy anything, I need a room": the service that runs was the wrong one, and what was meant begins; false where the words don't say so.</summary>
    public static bool TakeInstead(Draft draft, PlaybookRun run, string text)
    {
        if (Repair.MeantInsteadOfThis(text) is not { } meant || Phrasing.IsQuestion(meant) || draft.Handbook.Recognizer.Recognize(meant, draft.Language) is not { Category: not null, Certainty: not Certainty.Unsure } heard
            || heard.Intent.Name == run.Playbook)
        {
            return false;
        }

        Noticing.Note(draft, SampleReason.Stopped, run.Opening);
        draft.Say("mistaken");
        draft.SetRun(null);
        draft.CloseQuestion();
        draft.Heard = heard;
        BeginPart(draft, meant, heard);
        return true;
    }

    /// <summary>Asks to say it in other words, once; then offers a human.</summary>
    public static void Rephrase(Draft draft, string text)
    {
        Noticing.Note(draft, SampleReason.Unsure, text);
        draft.State = draft.State with { Misunderstood = draft.State.Misunderstood + 1 };
        if (draft.State.Misunderstood > 1)
        {
            HumanTalk.Offer(draft, "not_understood_again", text, EscalationReasons.LowConfidence);
        }
        else
        {
            draft.Say("rephrase");
            draft.Ask(new Question.ToRephrase(text));
        }
    }

    private static List<string> Meanings(Draft draft, Recognition heard) =>
    [
        .. heard.Alternatives.Prepend(heard.Intent)
            .Where(meaning => Answers.TitleOf(draft, meaning.Name) is not null && meaning.Confidence >= Math.Max(LeastOffered, heard.Intent.Confidence / FarBehind))
            .Select(meaning => meaning.Name)
            .Take(MostChoices),
    ];

    // After a side question, back to what was open.
    private static void ReturnTo(Draft draft, Question? open)
    {
        if (open is null or Question.ToRephrase || draft.State.Open != open)
        {
            return;
        }

        if (draft.Run is { } run && draft.Handbook.PlaybookOf(run.Playbook) is { } playbook)
        {
            draft.Say("back_to", ("matter", playbook.Title.In(draft.Language)));
        }

        Answers.AskAgain(draft);
    }
}
