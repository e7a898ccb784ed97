using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Tells whether words are about people in danger.</summary>
public static partial class DangerReading
{
    /// <summary>Whether words tell of people in danger now: somebody trapped or hurt, fire, smoke, gas, an alarm; not what is asked in case of it.</summary>
    public static bool IsTold(string text) => TextNormalisation.Normalise(text) is var words && Told().IsMatch(words) && !OnlySpokenOf().IsMatch(words);

    [GeneratedRegex(
        """
        (?:エレベーター|エレベータ|リフト|倉庫|部屋|会議室|トイレ|書庫|サーバー室)(?:の中)?に(?:人が)?閉じ込め|閉じ込められ(?:て|た|ま)|(?:エレベーター|エレベータ).{0,20}(?:中に|乗ったまま).{0,6}(?:人|誰か|だれか|社員|客)
        |(?:水(?:が|漏れ|浸し|びたし|たまり)|濡れ|漏れて|雨漏り).{0,20}(?:コンセント|電源タップ|配電盤|分電盤)
        |火事(?:だ|です|が|か|に|!|$)|出火|火が(?:出て|出た|出ま|つい|上が)|火花が(?:出て|出た|出ま|散|飛)|爆発(?:し|が)|煙が(?:充満|すご|ひど|立ち|上が)|(?:部屋|室|階|フロア|廊下|ビル|天井|倉庫|工場|給湯|コンセント|壁).{0,8}煙
        |ガス(?:臭|のにおい|の臭い|漏れ|が漏れ)|感電し|(?:人|方|社員|同僚|お客様|さん)が(?:急に)?(?:倒れ|血を)|(?:^|[、。 はが])意識が(?:な(?:い|く)|ありません)|けが人|怪我人|出血し|救急車を|(?:報知[器機]|非常ベル|火災警報)が(?:鳴|なって)
        |\b(?:dripping|leaking|leaks|flooded|flooding|water\s(?:is|on|all|under|near|running|coming|dripping))\b.{0,60}\b(?:sockets?|power\sstrips?|outlets?|fuse\sbox|electrics)\b
        |\b(?:people|someone|somebody|persons?)\s(?:are\s|is\s)?(?:trapped|inside\sthe\s(?:lift|elevator))\b|\b(?:trapped|stuck)\sin(?:side)?\s(?:the|an?|our|this)\s(?:lift|elevator|room|storeroom|server\sroom|toilet|bathroom)\b|\b(?:building|room|kitchen|office|warehouse|roof|socket|outlet|cable|battery|printer|server|laptop|computer|machine|bin|car|it|something)(?:\sis|'s|\sare)\son\sfire\b|\bcaught\sfire\b|\bthere(?:'s|\sis)\s(?:an?\s)?(?:fire|smoke|explosion)\b|^fire!|\bfire\s(?:in|at|on)\sthe\b|\bsmoke\b.{0,24}\b(?:room|floor|ceiling|hall|building|kitchen|corridor|stairs|office|warehouse|plant|wall|socket)\b
        |\b(?:gas\s(?:leak|smell)|smells?\s(?:of|like)\sgas|smell\sgas)\b|\belectrocuted\b|\belectric\sshock\b|\b(?:somebody|someone|colleague|visitor|he|she|man|woman)\s(?:has\s|just\s|is\s|'s\s)*(?:of\smine\s|of\sours\s|at\swork\s|got\s|was\s)*(?:collapsed|unconscious|not\sbreathing|bleeding|injured|badly\shurt)\b|\b(?:work|workplace)\saccident\b.{0,40}\b(?:happened|had|just|now|today)\b|\b(?:need|call|send|get)\s(?:us\s|me\s|for\s)?an?\sambulance\b|\bfire\salarm\b.{0,16}\b(?:going\soff|ringing|sounding)\b
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Told();

    [GeneratedRegex(
        """
        訓練|保険|もし|の(?:とき|時|際|場合)(?:は|の|に|、|どう)|(?:たら|れば|なら)、?(?:どう|どこ|何|誰|だれ)|先週|先月|去年|昨日|きのう|ニュース|マニュアル|研修|資料|演習|映画
        |\bdrill\b|\binsurance\b|\bin\scase\b|\bwhen\s(?:there|some)|\bif\s(?:there|someone|somebody|an?|the|we|i)\b|\bwhat\sif\b|\byesterday\b|\blast\s(?:week|month|year)\b|\btraining\b|\bnews\b|\bpolicy\b|\bprocedure\b
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex OnlySpokenOf();
}
