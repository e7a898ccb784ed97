using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>Tells a bare day, time or quantity (「月曜から」, "one unit"), which answers a question and means nothing by itself, whatever it resembles.</summary>
public static partial class Fragment
{
    /// <summary>Whether the words are that and nothing else.</summary>
    public static bool Is(string text) => TextNormalisation.Normalise(text) is var words && (Japanese().IsMatch(words) || English().IsMatch(words));

    [GeneratedRegex(
        """
        ^(?:あと|だいたい|たぶん|まずは?|とりあえず)*
        (?:
            (?:今日|本日|明日|あした|明後日|あさって|昨日|きのう|一昨日|おととい|再?来週|先週|今週|再?来月|先月|今月|来年|今年|去年|週明け|週末|月末|年末|年内|午前|午後|今朝|朝|昼|夕方|夜|[月火水木金土日]曜日?)
            |[0-9]{1,4}(?:年|月|日|時|時半|分|/[0-9]{1,2}|:[0-9]{2})
            |[0-9一二三四五六七八九十]{1,4}(?:台|個|枚|本|冊|部|通|名|名分|人|人分|セット|つ|日間|週間|か月|ヶ月|年間|時間|分間)
        )+
        (?:から|まで|までに|より|の|に|で|中|中に|頃|ごろ|くらい|ぐらい|ほど|だけ|以降|以内|前|後)*
        (?:(?:から|まで|の)(?:今日|本日|明日|明後日|再?来週|今週|再?来月|今月|[月火水木金土日]曜日?|[0-9]{1,2}[月日時]|朝|昼|夕方|午前|午後|中|頃|ごろ)*(?:から|まで|までに|に|で)?)?
        (?:です|ですね|お願いします|かな|けど)*[。.!、]*$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Japanese();

    [GeneratedRegex(
        """
        ^(?:(?:from|by|on|until|till|since|starting|beginning|next|this|last|at|in|about|around|just|only|the|for|maybe|before|after|of|early|late|end)[ ]+)*
        (?:
            (?:today|tomorrow|tonight|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|weekend|month|year|morning|afternoon|evening|noon
                |january|february|march|april|may|june|july|august|september|october|november|december
                |[0-9]{1,4}(?:st|nd|rd|th)|[0-9]{1,2}:[0-9]{2}|[0-9]{1,2}[ ]?[ap]m|[0-9]{4}-[0-9]{2}-[0-9]{2})
            |[0-9]{1,2}(?:st|nd|rd|th)?[ ](?:of[ ])?(?:january|february|march|april|may|june|july|august|september|october|november|december)
            |(?:[0-9]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|a[ ]couple[ ]of)[ ](?:units?|pieces?|pcs|days?|weeks?|months?|hours?|minutes?|copies|of[ ](?:them|it|those))
        )
        (?:[ ,]+(?:on|at|of|in|the|and|to|until|till|from|next|this|morning|afternoon|evening|noon|today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|year
            |january|february|march|april|may|june|july|august|september|october|november|december|[0-9]{1,4}(?:st|nd|rd|th)?|onwards?|please|only|ago|or|so|now))*[.!]*$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex English();
}
