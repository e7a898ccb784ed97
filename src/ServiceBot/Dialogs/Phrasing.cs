using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>How something is put, whatever it is about: as a question, a wish, a complaint of trouble, a bare name.</summary>
public static partial class Phrasing
{
    /// <summary>Whether the words ask something.</summary>
    public static bool IsQuestion(string text)
    {
        var bare = text.TrimEnd(' ', '。', '.', '!', '！');
        return bare.EndsWith('?') || bare.EndsWith('？') || QuestionForm().IsMatch(TextNormalisation.Normalise(bare));
    }

    /// <summary>Whether the words ask for a fact, and not for something to be done.</summary>
    public static bool AsksForFact(string text) => IsQuestion(text) && FactForm().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words ask what the desk's own question is for.</summary>
    public static bool AsksWhy(string text) => Why().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words ask what to do or leave in the case that is spoken of: "should I turn it off?", 「変えたほうがいいですか」.</summary>
    public static bool AsksForAdvice(string text) => Advice().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words say that the desk does not listen.</summary>
    public static bool IsProtest(string text) => Protest().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words are the end of a question whose beginning was said before: "and for my own phone?".</summary>
    public static bool IsElliptical(string text) => Ellipsis().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words ask for one more thing of the kind.</summary>
    public static bool IsOneMore(string text) => IsRequest(text) && OneMore().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words ask for something to be done.</summary>
    public static bool IsRequest(string text) => RequestForm().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words go on about what was spoken of: "it was stolen on the train".</summary>
    public static bool SpeaksOfIt(string text) => BackReference().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words say that something is wrong.</summary>
    public static bool SpeaksOfTrouble(string text) => Trouble().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words name something and say nothing of it: "hdmi", "Outlook", 「無線です」.</summary>
    public static bool IsBareTerm(string text) => BareTerm().IsMatch(Repair.Bare(text));

    /// <summary>Whether the words tell something: more than a word, and no question, yes, no or nonsense.</summary>
    public static bool TellsSomething(string text) => Repair.Bare(text) is var bare && (bare.Any(TextNormalisation.IsJapanese) ? bare.Length >= 4 : bare.Contains(' ', StringComparison.Ordinal)) && !IsQuestion(text) && !Repair.IsYesOrNo(text) && !Gibberish.Is(text);

    [GeneratedRegex(@"(?:です|ます|でしょう|ません|ない|いい|でき[るた]|ある|いる|かかる|なん)(?:か|の|かね|かな|っけ)$|(?:教えて|おしえて)(?:ください|ほしい(?:です)?)?$|^(?:なぜ|どうして|どこ|いつ|誰|何|どう|どの|いくら)|^(?:hows?|what(?:'?s)?|why|wheres?|whos?|when|which|is|are|can|could|do|does|will|would|should)\b(?!')", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex QuestionForm();

    [GeneratedRegex(@"^(?:what(?:'?s|'?re)?|how (?:much|many|long|big|large|often|far)|which|who|where|when)\b|いくつ|いくら|どのくらい|どれくらい|どれぐらい|何(?:回|個|台|枚|日|時|人|分|文字|桁|年|[gm]b|ギガ|メガ)|上限|いつ(?:まで|から|ごろ|頃|です|になり|届)|誰|だれ|どこ", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex FactForm();

    [GeneratedRegex(@"^(?:(?:but|and|um+|ok(?:ay)?|hm+|え|あの|ちょっと|すみません)[,、. ]*)*(?:why\b|what (?:do you need|for)\b|なぜ|なんで|何で|どうして|何のため)|(?:要る|必要な|聞く)(?:の|ん)(?:です|でしょう)?か?\?$", RegexOptions.NonBacktracking)]
    private static partial Regex Why();

    [GeneratedRegex(@"\b(?:should|shall|must) (?:i|we)\b|\bdo (?:i|we) (?:need|have) to\b|\bwhat (?:should|do|can) (?:i|we) do\b|\bis (?:it|that|my \w+) (?:safe|ok|okay)\b|(?:た|る|ない)(?:ほう|方)が(?:いい|よい|良い)|(?:べき|しても(?:いい|大丈夫)|どうすれば(?:いい|よい|良い)|どうしたら(?:いい|よい|良い)|抜いた(?:ほう|方))", RegexOptions.NonBacktracking)]
    private static partial Regex Advice();

    [GeneratedRegex(@"\byou(?:'re| are)(?: still)? not (?:answering|listening|reading|understanding)|\bnot what i (?:asked|said|meant|want)|\b(?:read|listen to) what i (?:wrote|said|say)|話を聞いて|答えになって|話が通じ|ちゃんと読んで|何度(?:も)?同じ|同じことばかり", RegexOptions.NonBacktracking)]
    private static partial Regex Protest();

    [GeneratedRegex(@"^(?:and|or|but)\b.{2,40}\?$|^(?:what|how) about\b.{2,40}|^(?:じゃあ?|では|ちなみに|なら)?、?.{1,20}(?:は|だと|なら|(?:の|な)(?:場合|とき|時)は)\?$", RegexOptions.NonBacktracking)]
    private static partial Regex Ellipsis();

    [GeneratedRegex(@"も(?:ほしい|欲しい|お願い|もらえ|いただけ|ください|必要|申請|申し込)|\b(?:too|also|another|as well|one more)\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex OneMore();

    [GeneratedRegex(@"(?:ほしい|欲しい|したい|もらえ|いただけ|ください|下さい|教えて|おしえて|お願い)|\b(?:i need|i want|i'd like|can you|could you|please|can i|how do i)\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex RequestForm();

    [GeneratedRegex(@"^(?:it|it's|its|that|that's|they|they're)\b|^(?:それ|これ)(?!と|から|に)", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex BackReference();

    [GeneratedRegex(@"ない|ません|なくな|ず(?:、|に|困)|へん|落ち|切れ|壊れ|こわれ|エラー|だめ|ダメ|おかし|変です|変だ|変な|遅[いくす]|重[いくた]|固ま|フリーズ|消え|止ま|漏れ|詰ま|忘れ|ロックされ|なくし|無くし|失くし|盗|困|故障|トラブル|不具合|\b(?:not|no|can'?t|cannot|won'?t|doesn'?t|don'?t|didn'?t|isn'?t|aren'?t|couldn'?t|never|broken|broke|errors?|fail(?:s|ed|ing)?|crash(?:es|ed|ing)?|slow|stuck|lost|locked|stopped|dead|down|forgot|forgotten|missing|wrong|issues?|problems?|trouble|frozen|freezes|stolen|leak(?:s|ing)?|damn|help)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Trouble();

    [GeneratedRegex(@"^(?:[a-z0-9.+#&-]+|[^ a-zをがはにでてたとも]{1,8}(?: [^ をがはにでてたとも]{1,8})?)(?:です|ですね|ですけど|や|だよ|だ|のやつ)?$", RegexOptions.NonBacktracking)]
    private static partial Regex BareTerm();
}
