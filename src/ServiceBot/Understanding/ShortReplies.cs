using System.Collections.Frozen;

namespace ServiceBot.Understanding;

/// <summary>
/// Whole utterances of a word or two whose meaning is settled. They are too short for weighing pieces to be dependable, and
/// a conversation that mistakes "いいえ" or "agent please" is broken at once.
/// </summary>
public static class ShortReplies
{
    private static readonly FrozenDictionary<string, string> Meanings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [IntentNames.Affirm] = "はい|うん|ええ|はいはい|そう|そうです|そうですね|その通り|その通りです|そのとおり|そのとおりです|お願いします|おねがいします|お願い|はいお願いします|合ってます|合っています|あってます|あっています|正しい|正しいです|それで|それでいい|それでいいです|それでお願いします|オッケー|オーケー|おけ|おk|いいよ|いいですよ|大丈夫です合ってます|yes|y|yeah|yep|yup|yes please|sure|ok|okay|k|correct|right|that's right|exactly|of course|go ahead|please do|sounds good|yes it is|yes that's right",
        [IntentNames.Deny] = "いいえ|いや|いえ|いいや|ううん|違う|違います|ちがう|ちがいます|違うよ|そうじゃない|そうではない|そうではありません|結構です|けっこうです|いらない|いらないです|いりません|no|n|nope|nah|no thanks|no thank you|not really|that's wrong|wrong|incorrect|not that|no it isn't",
        [IntentNames.Cancel] = "やめる|やめます|やめて|やっぱりやめる|やっぱりやめます|やっぱりやめて|やっぱりいいです|やっぱやめる|やっぱやめた|やっぱいいや|やっぱりいい|中止|中止して|キャンセル|キャンセルします|キャンセルで|取りやめ|もういいです|cancel|cancel that|cancel this|stop|abort|never mind|nevermind|nvm|forget it|quit",
        [IntentNames.TalkToHuman] = "人と話したい|人と話したいです|人に代わって|人間と話したい|担当者|担当者お願いします|担当者と話したい|担当者につないで|担当者に代わって|担当の人|担当者に繋いで|オペレーター|オペレータ|有人対応|有人でお願いします|人につないで|人に繋いで|agent|agent please|human|human please|a human please|real person|representative|operator|live agent|talk to a human|speak to a human|talk to an agent|speak to someone|talk to someone",
        [IntentNames.Thanks] = "ありがとう|ありがとうございます|ありがとうございました|どうも|どうもありがとう|どうもありがとうございます|助かりました|助かります|サンキュー|感謝します|あざす|あざっす|thanks|thank you|thx|ty|tks|cheers|many thanks|thanks a lot|thank you very much|thank you so much|much appreciated",
        [IntentNames.Greet] = "こんにちは|こんにちわ|おはよう|おはようございます|こんばんは|はじめまして|お疲れ様です|お疲れさまです|おつかれさまです|お世話になっております|お世話になります|やあ|hi|hello|hey|hi there|hello there|good morning|good afternoon|good evening",
        [IntentNames.Goodbye] = "さようなら|さよなら|ではまた|じゃあね|またね|それでは|失礼します|失礼いたします|バイバイ|bye|goodbye|bye bye|good bye|see you|see ya|see you later|cya",
        [IntentNames.Help] = "ヘルプ|使い方|何ができますか|何ができるの|何ができる|help|what can you do|menu",
        [IntentNames.Repeat] = "もう一度|もう一回|もういちど|もう一度お願いします|もう一回お願いします|もう一度言って|え|えっ|何て|なんて|repeat|repeat that|say that again|come again|pardon|what did you say",
        [IntentNames.Restart] = "最初から|最初からお願いします|はじめから|やり直し|やりなおし|やり直したい|リセット|最初に戻る|最初に戻って|restart|start over|start again|begin again",
    }.SelectMany(entry => entry.Value.Split('|').Select(reply => (Reply: reply, entry.Key)))
        .ToFrozenDictionary(entry => entry.Reply, entry => entry.Key, StringComparer.Ordinal);

    /// <summary>The settled meaning of an utterance, or null where there is none.</summary>
    /// <param name="normalised">Text from <see cref="TextNormalisation.Normalise"/>; punctuation does not matter.</param>
    public static string? MeaningOf(string normalised)
    {
        const int longest = 30;
        if (normalised.Length > longest)
        {
            return null;
        }

        var bare = string.Concat(normalised.Where(character => char.IsLetterOrDigit(character) || character is ' ' or '\'' or 'ー')).Trim();
        return Meanings.GetValueOrDefault(bare) ?? Meanings.GetValueOrDefault(bare.TrimEnd('ー'));
    }
}
