using System.Text.RegularExpressions;

namespace ServiceBot.Understanding;

/// <summary>
/// Reads how a customer seems to feel from the wording. Careful on purpose: a described error ("it doesn't work", "動かない") is
/// neutral, because answering an even-tempered customer as if they were angry is worse than missing a mood.
/// </summary>
public static partial class MoodReading
{
    /// <summary>The strongest mood that the words show: angry before anxious before annoyed.</summary>
    /// <param name="text">The utterance as it came in.</param>
    public static Mood Read(string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        return Angry().IsMatch(normalised) || IsShouted(text, normalised) ? Mood.Angry
            : Anxious().IsMatch(normalised) ? Mood.Anxious
            : Annoyed().IsMatch(normalised) ? Mood.Annoyed
            : Mood.Neutral;
    }

    // Capitals throughout are shouting only in a sentence that also exclaims: codes and product names are in capitals too.
    private static bool IsShouted(string text, string normalised) =>
        normalised.Contains('!') && text.Count(char.IsAsciiLetterUpper) >= 12 && !text.Any(char.IsAsciiLetterLower)
        && normalised.Count(character => character == ' ') >= 3;

    [GeneratedRegex("""
        ふざけ(?:る|ん|ない|てる|てい|やがっ)|いい加減にし|馬鹿にし|バカにし|ばかにし|腹が立|腹立|頭にき|怒って|怒り|むかつ|ムカつ|ムカツ|責任者を(?:出|呼)|上司を(?:出|呼)
        |役立たず|使えない(?:ボット|bot|ai|チャット|やつ|奴|な[、。!]?$)|クソ|くそ(?:!|が)|最低(?:だ|です|の(?:対応|サービス|サポート))|許せ(?:ない|ません)|話にな(?:らない|りません)|どうなってるんだ|どういうつもり|なめてる|我慢の限界|たらい回しに|舐めて|訴え(?:る|ます)
        |\b(?:furious|outrag(?:ed|eous)|unacceptable|ridiculous|disgrace(?:ful)?|wtf|bullshit|bloody\s+hell|damn(?:ed)?\s+(?:thing|bot|system|it)|goddamn|piss(?:ed)?\s+off|this\s+sucks|you\s+suck|stupid\s+(?:bot|machine|system|thing)|useless\s+(?:bot|thing|support|service|piece)|you(?:'re|\s+are)\s+useless|(?:absolutely|completely|totally)\s+useless|idiots?|i'?m\s+(?:so\s+|really\s+|very\s+)?angry|worst\s+(?:service|support|helpdesk|desk|bot)|fed\s+up|how\s+dare|enough\s+is\s+enough|gives?\s+a\s+damn|(?:you|these)\s+people\s+are|sick\s+to\s+death|file\s+a\s+complaint|what\s+kind\s+of\s+a?\s*joke|had\s+enough\s+of)\b|\bf[u*#@]+ck
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Angry();

    [GeneratedRegex("""
        焦って|あせって|焦り|不安(?:です|に|で)|心配(?:です|で|に|して)|怖い|こわい|どうしよう|どうしたらいい(?:か|です|の)|助けて|パニック|やばい|ヤバい|ヤバイ|まずいです|困り果て|泣きそう|間に合わな|間に合い(?:ません|そうに)|時間がない|時間がありません|お願いだから|怖くて|取り返しのつかな
        |\b(?:worried|anxious|panic(?:king|ked)?|scared|afraid\s+(?:that|of|it|someone|somebody|my)|nervous|stressed|desperate(?:ly)?|freaking\s+out|what\s+(?:should|do)\s+i\s+do(?!\s+(?:to|if|when|with|in))|please\s+help\s+me|i'?m\s+in\s+trouble|get\s+(?:in|into)\s+trouble|bad\s+feeling|running\s+out\s+of\s+time|no\s+time\s+left|oh\s+no)\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Anxious();

    [GeneratedRegex("""
        いい加減|いつまで(?:待|かか)|まだですか|まだなの|まだかよ|何度(?:も|言|同じ)(?:言|同じ|聞|説明|連絡|お願い|問い合わせ)|何回(?:も)?(?:言|同じ|聞|説明|連絡|お願い|問い合わせ)|またですか|またかよ|また(?:同じ|この)(?:こと|話|質問)|うんざり|イライラ|いらいら|がっかり|不満|遅すぎ|おそすぎ|不親切|困るんですけど|困るんだけど|ひどい(?:です|対応|ね|な)|はぁ(?:\?|…|\.)|さっきも(?:言|説明|書)|[0-9二三四五]回目(?:なん)?(?:です|だ)|面倒くさ|めんどくさ|なんで(?:こんなに|いつも)|ちゃんと読んで|何度目|だから(?:違う|そうじゃ|何度)|話が通じ|意味(?:不明|がわからない|がわかりません)です?[!。]?$|待たされ
        |\b(?:annoy(?:ed|ing)|frustrat(?:ed|ing)|irritat(?:ed|ing)|disappoint(?:ed|ing)|sick\s+of|tired\s+of|yet\s+again|how\s+many\s+times|i(?:'ve|\s+have)?\s+(?:already|just)\s+(?:told|said|explained)|(?:explained|told|written|said)\s+(?:this|it|that|you)?\s*(?:twice|already|before|three\s+times)|(?:second|third|fourth|fifth)\s+time\s+(?:this|today|i|in)|another\s+(?:morning|day|hour)\s+(?:wasted|lost)|takes\s+so\s+long|tiresome|for\s+once\s+(?:somebody|someone|you)|sigh|for\s+the\s+(?:third|fourth|fifth|last|hundredth|\d+th)\s+time|how\s+(?:much\s+)?longer|still\s+waiting|been\s+waiting|(?:this\s+is\s+)?taking\s+forever|waste\s+of\s+(?:my\s+)?time|come\s+on|seriously\?|not\s+happy|unhappy|terrible\s+(?:service|support)|nobody\s+(?:answers|replies|cares|responds|helps)|you\s+don'?t\s+understand|ugh+|argh*)\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Annoyed();
}
