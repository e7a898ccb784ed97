using System.Text.RegularExpressions;

namespace ServiceBot.Knowledge;

/// <summary>The wording around the matter of a Japanese question, which would otherwise be sought in the articles.</summary>
/// <remarks>In English the function words of <see cref="Words.Tokens"/> do this; Japanese has no spaces to find such words by.</remarks>
internal static partial class QuestionWording
{
    /// <summary>A unified question with a space wherever it only asks, begs or apologises.</summary>
    public static string Remove(string question) => Phrases().Replace(question, " ");

    /// <summary>True where a question asks how something is read, written or called otherwise: what a text often gives in brackets.</summary>
    public static bool AsksForName(string question) => Name().IsMatch(question);

    [GeneratedRegex(
        """
        教えて(ください|下さい|ほしい|欲しい|もらえ(ます|ません)か)?|知りたい|(お願い|御願い)(でき(ます|ません)か|(いた)?します)?
        |(して|を)?(ください|下さい)|(して)?(ほしい|欲しい|もらえ(ます|ません)か|いただけ(ます|ません)か)
        |どう(すれば|したら|やれば|やったら)((いい|良い|よい)(の|ん)?(です|でしょう)?か)?|どうやって|どうやる|どのように(して|すれば)?
        |(ん|の)?(です|でしょう|でした|ます|ました|ません)(か|が|けど|けれど|っけ|よね|ので)?(\b|(?=[\s。、?!]|$))|んですけど|のですが|んですが
        |ちゃった|てしまい|てしまった|みたい(で|な)|すみません(が)?|恐れ入りますが|お世話になって(おり|い)ます|お疲れ(様|さま)です
        |何(ですか|でしょうか|か)|なぜ|なんで|どんな|どうして|どの(よう|くらい|ぐらい)|どれ(くらい|ぐらい)|とは何|という
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        1000)]
    private static partial Regex Phrases();

    [GeneratedRegex("読み|別名|英語|略称|漢字|正式名称", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Name();
}
