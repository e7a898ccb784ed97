using System.Text.RegularExpressions;
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

    /// <summary>Just a moment, please.</summary>
    Wait,
}

/// <summary>Tells such moves, and yes from no, where the exact words leave no doubt.</summary>
public static partial class Repair
{
    // Longer sentences hold these words for other reasons ("cancel my subscription to…").
    private const int LongestCommand = 40;

    // A longer "yes, but …" is more than a yes.
    private const int LongestYes = 40;

    // "No thanks, that's all" is still a no; what is longer and is none of the usual words says something.
    private const int ShortestSentenceJapanese = 7;
    private const int ShortestSentenceEnglish = 14;

    private static readonly HashSet<string> Yes =
    [
        "相違ありません", "相違ないです", "間違いありません", "間違いないです", "よろしくです",
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

    private static readonly string[] ToEnglish = ["english please", "in english", "speak english", "switch to english", "english again", "back to english", "英語でお願い", "英語に", "英語で話"];

    private static readonly string[] ToJapanese = ["日本語でお願い", "日本語に", "日本語で話", "in japanese", "japanese please", "switch to japanese", "speak japanese", "japanese again", "back to japanese"];

    private static readonly string[] CorrectionLeads =
        ["やっぱり", "やはり", "間違え", "まちがえ", "訂正", "じゃなくて", "ではなく", "でなく", "すみません、", "actually", "i meant", "i mean", "sorry,", "sorry ", "no wait", "no, ", "wait,", "oops", "make it", "make that", "correction"];

    private static readonly string[] CorrectionMarks =
        ["やっぱり", "やはり", "間違え", "まちがえ", "訂正", "あ、すみません", "あ、ごめん", "じゃなくて", "ではなく", "でなく", "変更", "変えて", "変えたい", "修正", "直して", "違います", "違う",
            "actually", "i meant", "i mean", "sorry,", "correct", "no wait", "no, wait", "wait,", "oops", "rather", "instead", "not ", "wrong", "change", "make it", "make that"];

    /// <summary>The move that an utterance is.</summary>
    public static RepairMove Of(string text, Recognition recognition)
    {
        var normalised = TextNormalisation.Normalise(text);
        if (AsksForHuman(text))
        {
            return RepairMove.Human;
        }

        if (Fragment.Is(text) || Hesitation().IsMatch(normalised))
        {
            return RepairMove.None;
        }

        if (SaidAfterStopping(text) is not null)
        {
            return RepairMove.Cancel;
        }

        if (normalised.Length > LongestCommand)
        {
            return recognition is { Certainty: Certainty.Sure, Intent.Name: IntentNames.TalkToHuman } ? RepairMove.Human : RepairMove.None;
        }

        return BackWanted().IsMatch(normalised) ? RepairMove.StepBack
            : AskedLanguage(text) is not null && (IsLanguageAlone(normalised) || recognition is not { Certainty: Certainty.Sure, Category: not null }) ? RepairMove.SwitchLanguage
            : MomentWanted().IsMatch(normalised) ? RepairMove.Wait
            : GivenUp().IsMatch(normalised) ? RepairMove.Cancel
            : recognition.Certainty != Certainty.Sure || VerdictReading.SaysItDidNotHelp(text) ? RepairMove.None
            : recognition.Intent.Name switch
            {
                IntentNames.Cancel when !ChangesDetail(text) => RepairMove.Cancel,
                IntentNames.Restart => RepairMove.Restart,
                IntentNames.Repeat => RepairMove.Repeat,
                IntentNames.Help => RepairMove.Help,
                IntentNames.TalkToHuman => RepairMove.Human,
                _ => RepairMove.None,
            };
    }

    // "English please" and nothing else, whatever it resembles.
    private static bool IsLanguageAlone(string normalised) => normalised.Trim(' ', '.', '!', '。') is var bare && (ToEnglish.Contains(bare) || ToJapanese.Contains(bare));

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
        var bare = Bare(text);
        return Yes.Contains(bare) ? true
            : No.Contains(bare) ? false
            : LeadingYes().IsMatch(bare) && bare.Length <= LongestYes && !Reservation().IsMatch(bare) ? true
            : LeadingNo().IsMatch(bare) ? false
            : recognition.Certainty == Certainty.Unsure || bare.Any(char.IsAsciiDigit) ? null
            : recognition.Intent.Name switch { IntentNames.Affirm when !Reservation().IsMatch(bare) => true, IntentNames.Deny => false, _ => null };
    }

    /// <summary>Whether the words go on after a yes or no, or are a sentence of their own: "yes, I entered the code too", 「スマホは試してないです」.</summary>
    public static bool IsYesAndMore(string text) => Bare(text) is var bare && bare.Length > (bare.Any(TextNormalisation.IsJapanese) ? ShortestSentenceJapanese : ShortestSentenceEnglish) && !IsYesOrNo(text) && !PoliteNo().IsMatch(bare);

    /// <summary>What is said after "none of these"; null where the words don't begin so, empty where nothing follows.</summary>
    public static string? AfterNoneOfThese(string text) => NoneOfThese().Match(text) is { Success: true } lead ? text[lead.Length..].Trim(' ', ',', '.', '、', '。', '!', '！', ':', ';', '-') : null;

    /// <summary>Whether the words are a no with thanks, or say that it is all: "no, that's all".</summary>
    public static bool IsPoliteNo(string text) => PoliteNo().IsMatch(Bare(text));

    /// <summary>What follows a yes at the beginning; null where the words don't begin so, empty where nothing follows.</summary>
    public static string? SaidAfterYes(string text) => FirstYes().Match(text) is { Success: true } lead ? text[lead.Length..].Trim() : null;

    /// <summary>Whether the words begin with a yes, whatever follows.</summary>
    public static bool BeginsWithYes(string text) => LeadingYes().IsMatch(Bare(text));

    /// <summary>Whether the words change or drop one detail of what is wished, and not all of it: 「やっぱり2通で」, 「やっぱ電話はいいや」.</summary>
    public static bool ChangesDetail(string text) => TextNormalisation.Normalise(text) is var words && Detail().IsMatch(words) && !Stopping().IsMatch(words);

    /// <summary>Whether the words are a plain yes or no and nothing else.</summary>
    public static bool IsYesOrNo(string text) => Bare(text) is var bare && (Yes.Contains(bare) || No.Contains(bare));

    /// <summary>Whether the words announce that something said before was wrong.</summary>
    public static bool SoundsLikeCorrection(string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        return CorrectionMarks.Any(mark => normalised.Contains(mark, StringComparison.Ordinal));
    }

    /// <summary>Whether a human is asked for in so many words.</summary>
    public static bool AsksForHuman(string text) => HumanWanted().IsMatch(TextNormalisation.Normalise(text));

    /// <summary>Whether the words begin by saying that something said before was wrong.</summary>
    public static bool AnnouncesCorrection(string text)
    {
        var normalised = TextNormalisation.Normalise(text);
        return CorrectionLeads.Any(lead => normalised.StartsWith(lead, StringComparison.Ordinal) || !char.IsAscii(lead[0]) && normalised.Contains(lead, StringComparison.Ordinal));
    }

    /// <summary>The text without the words that ask for a human, which say nothing of the matter.</summary>
    public static string WithoutAskingForHuman(string text) => HumanWanted().Replace(text, " ").Trim(' ', '。', '.', ',', '、', '！', '!');

    /// <summary>What is really meant, where the words put it otherwise ("no, I mean …", 「そうじゃなくて…」); null where they don't.</summary>
    public static string? MeantInstead(string text) => Protest().Match(text) is { Success: true } lead && text[lead.Length..].Trim() is { Length: > 0 } meant ? meant : null;

    /// <summary>What is meant instead of what is being spoken of ("I don't want to buy anything, I need a room", 「遅いんじゃなくて、…」); null where the words don't say so.</summary>
    public static string? MeantInsteadOfThis(string text) => NotThisMatter().Match(text) is { Success: true } form ? form.Groups["meant"].Value.Trim() : MeantInstead(text);

    /// <summary>What follows a word of thanks and is no courtesy: a question, or that it did not help; null where nothing does.</summary>
    public static string? SaidAfterThanks(string text) =>
        Courtesy().Match(text) is { Success: true } lead && text[lead.Length..].Trim() is { Length: > 0 } said && (Phrasing.IsQuestion(said) || Phrasing.IsRequest(said) || VerdictReading.SaysItDidNotHelp(said)) ? said : null;

    /// <summary>What follows "stop." or "cancel it," at the beginning; null where the words don't begin so, empty where nothing follows.</summary>
    public static string? SaidAfterStopping(string text) => StopFirst().Match(text) is { Success: true } lead ? text[lead.Length..].Trim() : null;

    /// <summary>Whether the words say that it is not wanted any more.</summary>
    public static bool IsGivingUp(string text) => GivenUp().IsMatch(TextNormalisation.Normalise(text));

    internal static string Bare(string text) => TextNormalisation.Normalise(text).Trim(' ', '.', '!', '。', '、', ',', '!', '~', '-', '…');

    [GeneratedRegex(@"^(?:はい|ええ|うん|そうです|よろしくお願い|宜しくお願い|お願いいたします|お願い致します|お願いします|おっけ|オッケ|ok|okay|それでお願い|それで大丈夫|間違いありません|間違いない|相違ありません|相違ない|合って|問題あり?ません|問題ない|大丈夫です|進めて|申請して|yes|yep|yeah|yup|sure|perfect|looks? (?:good|right|fine|correct)|all (?:good|correct|right|fine)|correct|that's (?:right|it|fine|correct|all)|go ahead|go for it|send it|submit|do it|please do|sounds good)(?![a-z])", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex LeadingYes();

    [GeneratedRegex(@"^(?:いいえ|いや[、。 ]|いやいや|(?:だめ|no|nope|nah|not (?:yet|really|quite))(?![a-zぁ-ん]))", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex LeadingNo();

    [GeneratedRegex(@"でも|ただ|だけど|ですが|\bbut\b|\bexcept\b|\bonly\b|\bhowever\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Reservation();

    [GeneratedRegex(@"(?:担当者?(?:の方|の人)?|責任者(?:の方)?|上の人|オペレーター?|人間(?:の(?:方|人|オペレーター?))?|有人|(?<![一-龯0-9の])人|スタッフ(?:の方)?|直接(?=お?話)|(?:人事|総務|経理|情シス|設備|ヘルプデスク|セキュリティ)(?:部|課)?の(?:方|人|担当(?:者|の方)?))(?:と|に|を|へ)?(?:直接)?(?:話し|話を|話が|お話|(?:代わ|変わ|替わ)(?!った|り[のに]|る)|かわっ|つない|繋い|つなげ|お願い|出して|呼んで)(?:たい|たく|っ?て(?:ください|下さい|ほしい|欲しい|もらえ(?:ますか|る)?|いただけ(?:ますか|る)?|くれ)?|します|いします|できますか)?(?:です)?|(?:^|\b(?:(?:i (?:want|need|would like|really want)|i'?d like|want|need|can i|could i|may i|let me|please|just) (?:to )?)+)(?:talk|speak|chat)(?:ing)? (?:to|with) (?:an? |some |the |your )?(?:real |live |actual )?(?:human|person|people(?! (?:of|from|at|in)\b)|agent|someone|somebody|representative|operator|colleague(?=$|[.!?]| (?:now|please|instead|about))|manager|supervisor)\b(?: (?:now|please|asap|right now|instead))*|\b(?:a |an )?(?:real|live|actual) (?:person|human|agent)\b|\b(?:please )?(?:get|give) me (?:an? |some )?(?:human|person|agent|operator|representative)\b|\b(?:please )?(?:connect|transfer|put) me (?:through )?(?:to|with) (?:an? |some |the |your )?(?:human|person|agent|someone|somebody|operator|representative|colleague)\b|\bhuman,? please\b|\bi (?:just )?(?:want|need|would like) (?:someone|somebody) from\b|\bjust (?:have |get )?someone (?:to )?(?:call|ring) me\b|\bcan (?:someone|somebody)(?: please)? (?:just )?call me\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex HumanWanted();

    [GeneratedRegex(@"^\s*(?:(?:no+|nope|sorry|ah|well|いや|いえ|いいえ|あ|すみません)[,、. ]*)*(?:(?:but|no|huh|what|hey)[,?! ]+)*(?:what )?(?:i (?:meant|mean)|i was asking|i'?m (?:asking|talking) about)(?: is| was)?[,: ]+|^\s*(?:(?:いや|いえ|いいえ|あ|すみません)[、。 ]*)*(?:そう(?:じゃ|では)なくて?|そういう(?:こと|意味)(?:じゃ|では)なくて?|聞きたいのは)[、。 ]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Protest();

    [GeneratedRegex(@"^\s*(?:(?:いや|いえ|いいえ|え|あの|すみません)[、。 ]*)*.{1,20}(?:ん|の)?(?:じゃ|では)なくて?、?(?<meant>.{4,})$|^\s*(?:(?:no|nope|sorry|but|what)[,.?! ]+)*(?:i (?:don'?t|do not) want .{1,40}[,.;] *(?<meant>i (?:just |only )?(?:want|need)\b.+)|(?:it'?s|that'?s|i'?m|they'?re) not .{1,30}[,;.] *(?:but |it'?s |just )?(?<meant>.{6,}))$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NotThisMatter();

    [GeneratedRegex(@"^\s*(?:(?:どうも)?(?:ありがとう(?:ござい(?:ます|ました))?|助かりました|了解(?:です|しました)?|承知しました)|(?:ok(?:ay)?|great|perfect|cool)?[, ]*(?:many )?(?:thanks|thank you|thx)(?: a lot| so much| very much| for that)?)[、。,.!！ ]+(?:and |but |で、|では、|じゃあ、)?", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Courtesy();

    [GeneratedRegex(@"^(?:あ、?|すみません、?|ごめんなさい、?)*(?>やっぱり|やっぱ|やはり)、?(?:(?!もう|これ|それ|この|今回|全部)[^、。]{1,12}(?:は|も)(?:いい|いら|要ら|不要|結構|大丈夫|なし)|.*(?:[0-9一二三四五六七八九十]|に(?:して|変)|へ変|で(?:お願い|いい|。|$)|から(?:で|に)))", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Detail();

    [GeneratedRegex(@"^\s*(?:(?:no|nope|sorry|いや|いえ|いいえ)[,、. ]*)?(?:none of (?:these|those|them|the above)|neither(?: of (?:these|those|them))?|something else|どれ(?:も|でも)(?:違(?:う|います)|ちがう|ない(?:です)?|ありません))(?=[^a-z]|$)", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex NoneOfThese();

    [GeneratedRegex(@"^\s*(?:(?:no|please|ok|wait|hey)[,. ]+)*(?:stop|cancel)(?: it| this| that| everything)?(?: please)?(?:[,.!;]+|$)|^\s*(?:いや、?|もう、?|あの、?)*(?:やめて|中止して|キャンセルして|取り消して|ストップして)(?:ください|下さい|くれ)?(?:[。!！]+|$)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex StopFirst();

    [GeneratedRegex(@"^\s*(?:はい|ええ|うん|yes|yeah|yep|ok|okay|sure)[、。,.!！ ]+(?:(?:で|それで|では|じゃあ|and|but|so|then|great)[、, ]+)?", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex FirstYes();

    [GeneratedRegex("やめ|止め|取り消|取りやめ|キャンセル|中止|なかったこと|また今度|必要なくな", RegexOptions.NonBacktracking)]
    private static partial Regex Stopping();

    [GeneratedRegex(@"^(?:いいえ|いえ|いや|もう|特に|今は|いまは|no|nope|nothing|not)?[、, ]*(?:特に|もう|今のところ|これで|それで|that's|thats|i'm|we're|it's|that is)?(?:は|も)?[、, ]*(?:ありません|ないです|大丈夫(?:です)?|結構です|いいです|以上です|all|it|enough|nothing|more|needed|fine|good|ok|okay|everything|else|thanks|thank you|for now|right now|today|at the moment|,| )+(?:です|ありがとう(?:ございます|ございました)?|。|!)*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PoliteNo();

    // 「トップ画面に戻ってしまいます」 tells of a fault; 「前に戻って」 asks for the question before.
    [GeneratedRegex(@"^(?:あ、?|えっと、?|すみません、?|ちょっと、?|please |can (?:i|we|you) |could (?:i|we|you) |let me |i want to |i'd like to |let's )*(?:(?:(?:(?:一つ|ひとつ|1つ|一個)?前(?:の質問)?(?:に|へ)|(?:一つ|ひとつ|1つ|一個)?)(?:戻|もど)(?:って|りたい|ります|る|して|らせて|れ(?:ます|る)?)|(?:一つ|ひとつ|1つ|一個)前(?:の質問)?|前の質問)(?:に|へ|を)?(?:ください|下さい|です|ほしい|欲しい|ますか|か|お願いします|もらえますか|のですが|んですが)*|(?:go|step|move) back(?: one| a)?(?: step| question)?(?: to the (?:last|previous) (?:one|question|step))?|back one(?: step| question)?|(?:the )?previous (?:question|step))(?:,? please)?[。.!！?？、 ]*$", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex BackWanted();

    [GeneratedRegex(@"^(?:あ、?|えっと、?|すみません、?)?(?:ちょっと|少々|少し|しばらく)?(?:お?待って(?:ください|て|ね)?|お待ち(?:ください|を)?|待ち)(?:。|$)|^(?:確認|調べ|探し)(?:してきます|します|てきます|ます)ね?$|^(?:(?:please |just )?(?:hold on|hang on|wait)(?: a| one)?(?: moment| sec(?:ond)?| minute| min| bit)?|(?:one|just a|give me a)(?: moment| sec(?:ond)?| minute| min)|let me (?:check|look|see)|brb)(?: please)?[.,! ]*$", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex MomentWanted();

    [GeneratedRegex(@"^(?:あ、?|すみません、?|ごめんなさい、?)?(?:やっぱり?|もう)(?:いい|大丈夫|けっこう|結構)(?:です|や|わ)|(?:^|[。、!]\s*)(?:止めんといて|止めないで|停止しないで|申請しないで|(?<!(?:エラー|ウイルス|問題|不具合|脅威|記事|方法)が)(?:無事に?)?見つか(?:りました|った(?!ら|の|こと|ファイル)))|(?:カバン|かばん|鞄|ポケット|家|自宅|机|引き出し|車|ロッカー|店|駅)[^、。]{0,8}(?:見つか(?:りました|った(?!ら))|(?:から|で)?出てき(?:ました|た(?!ら))|(?:に|で)あ(?:った[わよ]?$|りました$|った[わよ]?[!。]))|^(?:please )?(?:cancel|stop)(?: it| this| that| everything)?(?:[,.!;]|$)|取り消して|取り消しで|また今度|(?:いら|要ら|必要)なくなり?(?:ました|った)?|不要になり|やめときます|やめておきます|(?:やっぱり|あ、).{0,6}(?:見つかり|ありまし)|\b(?:changed my mind|don't need (?:it|this|that) any ?more|no longer need|forget (?:about )?it|never ?mind|(?:just |has |have )?found (?:it|them|my \w+)|(?:it|they)(?:'s| has| have| just)* turned up)\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex GivenUp();

    [GeneratedRegex(@"^(?:えー?っ?と|ええと|うー?ん|んー|あのー?|さあ|u+h*m+|u+h+|e+r+|h+m+|well)[ー~…。.、, ]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Hesitation();
}
