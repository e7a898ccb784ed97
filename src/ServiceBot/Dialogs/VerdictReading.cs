using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>What became of instructions that were given.</summary>
public enum Verdict
{
    /// <summary>The words don't say.</summary>
    None,

    /// <summary>They helped.</summary>
    Solved,

    /// <summary>They didn't, or had been tried before.</summary>
    NotSolved,

    /// <summary>The customer is about to try them.</summary>
    Trying,
}

/// <summary>Reads answers to "did that solve it?", which people give in far more ways than yes and no.</summary>
public static partial class VerdictReading
{
    /// <summary>The verdict.</summary>
    /// <param name="text">The customer's words.</param>
    /// <param name="heard">How they were understood.</param>
    /// <param name="yes">Yes or no where they are that; null otherwise.</param>
    public static Verdict Of(string text, Recognition heard, bool? yes)
    {
        var words = TextNormalisation.Normalise(text);
        return Trying().IsMatch(words) ? Verdict.Trying
            : NotSolved().IsMatch(words) && !Phrasing.IsQuestion(text) ? Verdict.NotSolved
            : Solved().IsMatch(words) ? Verdict.Solved
            : yes is { } said ? said ? Verdict.Solved : Verdict.NotSolved
            : heard.Certainty == Certainty.Unsure ? Verdict.None
            : heard.Intent.Name switch
            {
                IntentNames.Thanks or IntentNames.ResolveTicket or IntentNames.Praise => Verdict.Solved,
                IntentNames.ReopenTicket => Verdict.NotSolved,
                _ => Verdict.None,
            };
    }

    /// <summary>Whether the words themselves say that it works again, whatever was asked.</summary>
    public static bool SaysItIsSolved(string text) =>
        TextNormalisation.Normalise(text) is var words && WorksAgain().IsMatch(words) && !NotSolved().IsMatch(words) && !Trying().IsMatch(words) && !Phrasing.IsQuestion(text);

    /// <summary>Whether the words have anything that a matter is called over with.</summary>
    public static bool SpeaksOfEnd(string text) => TextNormalisation.Normalise(text) is var words && (End().IsMatch(words) || Solved().IsMatch(words));

    /// <summary>Whether the words say that something did not help, and nothing else; said to any question, they answer none.</summary>
    public static bool SaysItDidNotHelp(string text) => DidNotHelp().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words say that what was spoken of goes on: "still no sound", 「まだ切れます」.</summary>
    public static bool GoesOn(string text) => StillSo().IsMatch(TextNormalisation.Normalise(text));

    [GeneratedRegex(@"解決|解消|復旧|復活|順調|ようにな|問題(?:は)?な|片[づ付]|生き返|入金|直|治|なお[っりる]|大丈夫|もういい|もう結構|不要|いらな|いりませ|クローズ|閉じ|完了|済|終わ|終了|見つか|出てき|取り下げ|使え|つなが|繋が|動[いくき]|届い|でき(?:た|まし|る)|なくなり|消え|戻|\b(?:fixed|solved|resolved|resolve|works?|worked|working|closed?|done|sorted|fine|ok|okay|found|good|no longer|any ?more|don'?t need|not needed|gone|back|arrived|got it|running|in order|all set|finished|over|happy|perfect|mark|again|recovered|received|helped|went away|did it|did the job|stable|alive|complete|delivered|came right|unlocked|by itself|nothing left)\b", RegexOptions.NonBacktracking)]
    private static partial Regex End();

    [GeneratedRegex(@"まだ|やっぱり|やはり|それでも|相変わらず|変わら|同じ|だめ|ダメ|試し|やってみ|やりました|\b(?:still|same|tried|did (?:that|this|it)|no luck|didn'?t help|it|that|nope|no)\b", RegexOptions.NonBacktracking)]
    private static partial Regex StillSo();

    [GeneratedRegex(
        @"(?:直|治|なお)(?:った(?!ら)|りました(?!ら))|解決(?:した(?![いら])|しました(?!ら)|できました|済み)|(?:つなが|繋が|動くようにな|使えるようにな|映るようにな|見られるようにな)(?:った|りました)|\b(?:(?:it |that |this |everything )?(?:works|working) (?:again|now)|(?:is |it'?s |been |got )(?:fixed|solved|resolved)|fixed itself|solved itself|problem solved)\b|^(?:(?:oh|ah|ok|wait|yay|hey|great)[,!. ]+)*(?:it )?works(?: now)?[!,. ]|解決です",
        RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex WorksAgain();

    [GeneratedRegex(
        """
        ^(?:(?:いや|いえ|いいえ|でも|すみません|残念ながら|まだ|やっぱり|やはり|結局|全然|ぜんぜん|それでも|再起動しても|やってみ(?:まし)?たが|やってみ(?:まし)?たけど|試し(?:まし)?たが|試し(?:まし)?たけど)、?)*
        (?:解決し(?:ない|ません|なかった|てい?ない|てい?ません)|(?:直|治|なお)(?:らない|りません|らなかった|ってい?ない|ってい?ません)|変わら(?:ない|なかった)|変わりません|変化(?:なし|がない|がありません)|効果(?:なし|がない|がありません)|うまくいか(?:ない|なかった)|うまくいきません|役に立た(?:ない|なかった)|役に立ちません|だめ|ダメ|駄目)
        (?:です|でした|ね|よ|が|けど|、|。)*[.!]*$
        |^(?:(?:no|nope|sorry|unfortunately|but|well|hmm)[,.\s]+)*(?:(?:it|that|this|nothing|the\ssteps|none\sof\s(?:it|that|them|this))\s)?(?:still\s|really\s)*
        (?:(?:didn't|did\snot|doesn't|does\snot|don't|hasn't|has\snot)\s(?:really\s|actually\s|even\s)?(?:help|helped|work|worked|solve|solved|fix|fixed|change|changed)|helped|no\s(?:luck|change|difference|effect)|not\s(?:solved|fixed|helpful))
        (?:\s(?:it|that|anything|a\sthing|me|at\sall|either|yet|though|unfortunately|sorry))*[.!]*$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex DidNotHelp();

    [GeneratedRegex(@"まだ試し|まだやって|あとで|後で|後ほど|これから|やってみます|試してみます|試します|少々|ちょっと待|お待ち|確認します|確認してみ|確認して、?また|再起動(?:中|しています|してます|しているところ)|(?:更新|ダウンロード|インストール|実行)中|(?:ダウンロード|更新|インストール)が(?:まだ)?終わらな|あと\s?[0-9０-９]+\s?(?:分|秒)(?!(?:で|後に|したら)?(?:次の)?(?:会議|打ち?合わ?せ|商談|面接|本番|開始|始ま))|今\s?[0-9０-９]+\s?[%％]|席に戻ったら|\b(?:let me try|i'll try|i will try|trying (?:it|that|now)|will try|give me a|one (?:moment|sec)|haven't tried|(?:i'?m |am )?(?:just |now )?(?:restarting|rebooting|installing|downloading|updating)|still (?:installing|downloading|updating|running)|doing it|will test|not tried yet|later|in a minute)\b|\bit'?s at [0-9]+ ?%", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Trying();

    [GeneratedRegex(@"一瞬(?:だけ)?(?:直|治|つなが)|すぐ(?:に)?(?:また)?(?:切れ|落ち|消え)|効果(?:なし|がな|はな|ありま)|無理|むり|同じ(?:です|だ|まま|状態|。|$)|変わら|変わりませ|変化なし|直ら|直りませ|直って(?:い?ない|い?ませ)|治ら|なおら|なおりませ|なおって(?:い?ない|い?ませ)|まだ|相変わらず|もう(?:やった|やりました|試した|試しました)|やりましたが|やったけど|やってみましたが|やってみたけど|試しましたが|試したけど|試したが|だめ|ダメ|駄目|でき(?:な[いか]|ませ)|出ませ|出来な|出来ませ|解決しな|解決しま(?:せ)|解決してい?な|解決してい?ませ|つながらな|繋がらな|使えな|入れな|開かな|動かな|映らな|聞こえな|落ちます$|落ちる$|うまくいかな|うまくいきませ|(?:わか|分か)ら(?:な|ん|ず)|(?:わか|分か)りませ|\b(?:not work|didn'?t|doesn'?t|did not|does not|still|no luck|not solved|won'?t|can'?t|cannot|isn'?t|wasn'?t|(?<!that |which |this )(?:tried|did|done) (?:that|this|it|all that|those)|already (?:tried|did|done|checked)|no change|nothing (?:has )?changed|no difference|(?:don'?t|dont|do not) see any (?:difference|change)|(?:then|and) it'?s (?:dead|gone|back) again|not helpful|not really|(?:don'?t|do not) (?:get|understand) (?:it|that|this|any)|makes no sense|not found|no \w+ found|same (?:thing|problem|error|issue|as before))\b|^same\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex NotSolved();

    [GeneratedRegex(@"解決(?:しました|した|です|済)|直りました|直った|治った|なおった|なおりました|できました|できた|出来ました|出来た|うまくいき|うまくいった|いけました|いけた|助かり|(?<!まで(?:は|では)?)大丈夫(?:です|になり|そう|でした)|ばっちり|バッチリ|完璧|なくなった|なくなりました|つながりました|つながった|繋がりました|繋がった|開きました|開けました|開いた|動きました|動いた|入れました|印刷されました|聞こえました|聞こえた|見えました|見えた|映りました|映った|出ました|消えました|使えました|届き(?:ました|始め)|届いた(?!メール|の)|見られ(?:た|ました)|見れ(?:た|ました)|入れた|ログインできた|戻りました|元(?:ど|通)(?:お)?り(?:に)?(?:使え|なり|動)|できるようになり|\b(?:no (?:more )?errors?(?: any ?more| now)?(?=,|!|$| thanks)|no more error|works (?:now|again)|it works|works!?$|worked|fixed|solved|sorted|that helped|all good|all set|better now|way better|much better|that did it|that was it|did the trick|got it working|i'?m in(?: now| again|,|!|\.|$)|back online|up and running|problem(?:'s| is| has)? gone|good now|perfect|resolved|brilliant)\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Solved();
}
