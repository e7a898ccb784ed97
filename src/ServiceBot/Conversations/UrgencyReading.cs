using System.Text.RegularExpressions;
using ServiceBot.Dialogs;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Reads from the wording how long a matter can wait. Careful on purpose: a word about haste in a question on something else says nothing.</summary>
internal static partial class UrgencyReading
{
    /// <summary>What the words say of it; null where they say nothing.</summary>
    public static Urgency? Find(string text)
    {
        // 「至急」という名前のフォルダ: what is quoted is not said.
        var words = Quoted().Replace(TextNormalisation.Normalise(text), " ");
        return Critical().IsMatch(words) || DangerReading.IsTold(words) ? Urgency.Critical
            : Low().IsMatch(words) ? Urgency.Low
            : Medium().IsMatch(words) ? Urgency.Medium
            : High().IsMatch(words) ? Urgency.High
            : null;
    }

    [GeneratedRegex(@"「[^」]*」|\b(?:folder|file|channel|list|group|mailbox)s? (?:named|called) \S+", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        """
        (?:全社|全拠点|拠点(?:が|は)?(?:全部|全体|全員|すべて)|工場全体|ライン(?:が|は)?(?:全部)?(?:止ま|停止)|生産(?:ライン)?(?:が|は)?(?:止ま|停止)|本番(?:環境|システム)?(?:が|は)(?:落ち|停止|止ま|ダウン))|(?:お客様|顧客|客)(?:が|を)?.{0,8}(?:待って|待たせて|並んで|お待ち)|(?:情報|データ|名簿|個人情報).{0,8}(?:漏れ|漏洩|流出)|誰も仕事ができ|全員(?:が)?(?:仕事|作業|業務)(?:が|に)?(?:でき|なら)|レジ(?:が|は)?(?:全部|すべて|全台)(?:が)?(?:止|使え|動か)|ライン(?:が|は)?.{0,6}(?:停止|止ま)|身代金|暗号化され
        |\b(?:production|assembly\sline|the\s(?:whole|entire)\s(?:site|plant|factory|company|office|branch|line)|all\s(?:tills|registers|stores|shops|sites))\b.{0,24}\b(?:down|stopped|stands?\sstill|standing\sstill|offline|dead|halted|not\sworking|can'?t\swork)|\b(?:customers?|clients?|patients?|guests?|queue)\b.{0,16}\b(?:are\s|is\s)?(?:waiting|queuing|queueing|standing\sin\sline)|\b(?:leak(?:ing|ed|s)?|exposed)\b.{0,40}\b(?:data|customer|public|personal|list|online)|\b(?:data|customer|personal)\b.{0,30}\b(?:leak(?:ing|ed)?|exposed)\b|\bransom|\bfiles\sare\sbeing\sencrypted|\bplant\sstands\sstill|\blines?\s.{0,12}\bstopped\b|\bnobody\s(?:here\s|at\sall\s)?can\swork\b|\beverything\sis\sdown\b|\b(?:server|system|site)s?\s(?:is|are)\sdown\sfor\s(?:everyone|everybody|all)\b
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex Critical();

    [GeneratedRegex(
        """
        急ぎ(?:では(?:な|あり)|じゃな|ま?せん)|急いで(?:は)?(?:い?ま?せん|(?:は)?い?ない)|急がな(?:い|く)|(?:お)?手(?:の)?(?:空|す)い(?:た|ている)|(?:お)?時間の(?:ある|空い)|いつでも(?:いい|よい|結構|構い|かまい|大丈夫)|来月(?:中)?で(?:も)?(?:いい|よい|結構|構い|大丈夫|十分)|ゆっくりで|お手すき|後回しに|余裕のある|暇な(?:とき|時)
        |\bno\s(?:rush|hurry|pressure)\b|\bnot\s(?:at\sall\s|very\s|really\s|that\s)?urgent\b(?!.{0,40}\b(?:but|this\sweek|days))|\bisn'?t\surgent\b|\bthere\sis\sno\s(?:rush|hurry)\b|\bwhenever\b|\btake\syour\stime\b|\bany\s?time\s(?:is|will|would|works)|\bwhen\s(?:you|someone|somebody)\s(?:have|has|get|gets|find|finds)\s(?:a\s|some\s)?(?:time|moment|minute|chance)\b(?!.{0,20}\b(?:this\sweek|today|tomorrow|before))|\bcan\swait\b|\blow\spriority\b|\bsome\s?day\b|\bnext\smonth\sis\s(?:early|soon|fine|ok)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex Low();

    [GeneratedRegex(
        """
        (?:至急|緊急|大急ぎ|今すぐ)(?:では|じゃ)(?:な|あり)|(?:今週|来週|週)(?:中|末まで|内)(?:に|までに)?.{0,12}(?:できれば|可能|お願い|いただけ|助かり|ほしい|欲しい|もらえ|十分|大丈夫)|(?:できれば|可能なら|なるべく).{0,10}(?:今週|週内|週末|週明け|数日)|数日(?:の)?(?:うち|中|以内)|[23二三]、?[23三四]?日(?:の)?(?:うち|中|以内)
        |\bnot\s(?:that\s|super\s|very\s|so\s)?urgent\b.{0,40}\b(?:but|this\sweek|days)|\b(?:this|by\sthe\send\sof\s(?:the|this))\sweek\b.{0,30}\b(?:would|if|please|fine|possible|nice|ok|enough)|\b(?:nice|great|good|if\spossible|appreciate|chance|time|could|please)\b.{0,50}\b(?:this\sweek|before\sthe\sweekend|by\sfriday|in\sthe\snext\sfew\sdays|within\s(?:a\sfew|some|two|three)\sdays|one\sof\sthese\sdays)\b|\bin\sthe\snext\sfew\sdays\b|\bwithin\s(?:a\sfew|a\scouple\sof|two|three)\sdays\b
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex Medium();

    [GeneratedRegex(
        """
        至急|緊急(?!連絡先|地震|停止ボタン|時の)|大至急|今すぐ|いますぐ|すぐに(?:お願い|対応|直して|見て|来て)|早急|急ぎで|急いで(?:います|ます|いる|る|お願い|対応)|お急ぎ(?:で|いただ)|(?:大)?急ぎ(?:です|ま|の|、|で|!)|(?:なる(?:べく|はや)|できるだけ|可能な限り)(?:早|はや|$|で)|なるはや|一刻も早く|取り急ぎ(?:直|対応)|(?:今日|本日|午前|午後)(?:中|いっぱい)に(?:どうしても|必ず|なんとか)
        |\b(?:a\.?s\.?a\.?p\.?|urgent(?:ly)?|immediately|right\s(?:now|away)|at\sonce|as\ssoon\sas\s(?:possible|you\scan)|as\squick(?:ly)?\sas\spossible|straight\saway|high\spriority|top\spriority|emergency|hurry(?:\sup)?|quickly\splease|pls\s(?:help\s)?quick|time[\s-]critical|can'?t\swait)\b(?!\s(?:exit|contact|number|flag|light))
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex High();
}
