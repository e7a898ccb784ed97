using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Moves by which a customer steers the conversation itself.</summary>
public enum RepairMove
{
    /// <summary>No such move.</summary>
    None,

    /// <summary>Stop what we are doing.</summary>
    Cancel,

    /// <summary>Begin again.</summary>
    Restart,

    /// <summary>Say that again.</summary>
    Repeat,

    /// <summary>One question back.</summary>
    StepBack,

    /// <summary>What can you do.</summary>
    Help,

    /// <summary>A human, please.</summary>
    Human,

    /// <summary>In the other language, please.</summary>
    SwitchLanguage,
}

/// <summary>Tells such moves, and yes from no, where the exact words leave no doubt.</summary>
public static class Repair
{
    // Longer sentences hold these words for other reasons ("cancel my subscription to…").
    private const int LongestCommand = 40;

    private static readonly HashSet<string> Yes =
    [
        "yes", "y", "yep", "yeah", "yup", "sure", "ok", "okay", "correct", "right", "that's right", "exactly", "please do", "go ahead", "yes please", "of course", "sounds good", "it did", "it does",
        "はい", "うん", "ええ", "そう", "そうです", "そうですね", "お願いします", "おねがいします", "はいお願いします", "はい、お願いします", "よろしく", "それで", "それでお願いします", "大丈夫です", "大丈夫",
        "合ってます", "合っています", "あってます", "オッケー", "オーケー", "問題ありません", "問題ないです", "了解", "いいです", "いいですよ", "いいよ", "ぜひ", "もちろん",
    ];

    private static readonly HashSet<string> No =
    [
        "no", "n", "nope", "nah", "not yet", "no thanks", "no thank you", "not really", "wrong", "incorrect", "it didn't", "it did not", "doesn't work", "still not",
        "いいえ", "いえ", "いや", "違う", "違います", "ちがう", "ちがいます", "ううん", "だめ", "ダメ", "だめです", "ダメです", "駄目です", "まだ", "まだです", "いりません", "不要です", "いらない", "結構です", "やめて",
        "解決しない", "解決しません", "解決しませんでした", "解決していません", "直りません", "直らない", "直りませんでした", "無理でした",
    ];

    private static readonly string[] Back =
        ["go back", "step back", "previous question", "back one", "一つ前", "ひとつ前", "1つ前", "前の質問", "前に戻", "一個前", "戻って", "戻りたい", "戻ります", "戻る"];

    private static readonly string[] ToEnglish = ["english please", "in english", "speak english", "switch to english", "英語でお願い", "英語に", "英語で話"];

    private static readonly string[] ToJapanese = ["日本語でお願い", "日本語に", "日本語で話", "in japanese", "japanese please", "switch to japanese", "speak japanese"];

    private static readonly string[] CorrectionMarks =
        ["やっぱり", "やはり", "間違え", "まちがえ", "訂正", "じゃなくて", "ではなく", "でなく", "actually", "i meant", "sorry,", "correction", "no wait", "wait,", "rather", "instead", "not "];

    /// <summary>The move that an utterance is.</summary>
    public static RepairMove Of(string text, Recognition recognition)
    {
        var normalised = TextNormalisation.Normalise(text);
        if (normalised.Length > LongestCommand)
        {
            return recognition is { Certainty: Certainty.Sure, Intent.Name: IntentNames.TalkToHuman } ? RepairMove.Human : RepairMove.None;
        }

        return Back.Any(mark => normalised.Contains(mark, StringComparison.Ordinal)) && normalised.Length <= 20 ? RepairMove.StepBack
            : AskedLanguage(text) is not null ? RepairMove.SwitchLanguage
            : recognition.Certainty != Certainty.Sure ? RepairMove.None
            : recognition.Intent.Name switch
            {
                IntentNames.Cancel => RepairMove.Cancel,
                IntentNames.Restart => RepairMove.Restart,
                IntentNames.Repeat => RepairMove.Repeat,
                IntentNames.Help => RepairMove.Help,
                IntentNames.TalkToHuman => RepairMove.Human,
                _ => RepairMove.None,
            };
    }

    /// <summary>The language that is asked for, or null.</summary>
    public static Language? AskedLanguage(string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        return normalised.Length > LongestCommand ? null
            : ToEnglish.Any(mark => normalised.Contains(mark, StringComparison.Ordinal)) || normalised is "english" or "英語" ? Language.English
            : ToJapanese.Any(mark => normalised.Contains(mark, StringComparison.Ordinal)) || normalised is "japanese" or "日本語" ? Language.Japanese
            : null;
    }

    /// <summary>Yes, no, or null where it is neither.</summary>
    public static bool? YesOrNo(string text, Recognition recognition)
    {
        var bare = TextNormalisation.Normalise(text).Trim(' ', '.', '!', '。', '、', ',', '!', '~', '-', '…');
        return Yes.Contains(bare) ? true
            : No.Contains(bare) ? false
            : recognition.Certainty == Certainty.Unsure ? null
            : recognition.Intent.Name switch { IntentNames.Affirm => true, IntentNames.Deny => false, _ => null };
    }

    /// <summary>Whether the words announce that something said before was wrong.</summary>
    public static bool SoundsLikeCorrection(string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        return CorrectionMarks.Any(mark => normalised.Contains(mark, StringComparison.Ordinal));
    }
}
