using NodaTime;
using NodaTime.Text;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

public sealed class ReadingTests
{
    // A Monday.
    private static readonly LocalDate Today = new(2026, 11, 16);

    private static readonly Recognition Unclear = new(Language.English, new Scored("other", 0.1), null, [], Certainty.Unsure, Mood.Neutral);

    [Theory]
    [InlineData("今週中", "2026-11-20")]
    [InlineData("来週中にお願いします", "2026-11-27")]
    [InlineData("来週の月曜", "2026-11-23")]
    [InlineData("25日まで", "2026-11-25")]
    [InlineData("10日", "2026-12-10")]
    [InlineData("3日以内", "2026-11-19")]
    [InlineData("一週間以内", "2026-11-23")]
    [InlineData("年内", "2026-12-31")]
    [InlineData("12月中", "2026-12-31")]
    [InlineData("by the end of the week", "2026-11-20")]
    [InlineData("within 3 days", "2026-11-19")]
    [InlineData("12 December", "2026-12-12")]
    public void A_deadline_is_read_in_the_words_people_use(string text, string day) =>
        Assert.Equal(day, DateReading.Find(text, Today)?.ToString("uuuu-MM-dd", null));

    [Theory]
    [InlineData("3日前", "2026-11-13")]
    [InlineData("two weeks ago", "2026-11-02")]
    [InlineData("last week", "2026-11-09")]
    [InlineData("金曜から", "2026-11-13")]
    [InlineData("since Friday", "2026-11-13")]
    [InlineData("30日", "2026-10-30")]
    public void A_day_that_is_over_is_read_where_one_is_asked_for(string text, string day) =>
        Assert.Equal(LocalDatePattern.Iso.Parse(day).Value, DateReading.Find(text, Today, isPast: true));

    [Fact]
    public void A_day_is_shown_with_its_weekday() =>
        Assert.Equal(("11月16日（月）", "Mon 16 Nov"), (DateReading.Shown(Today, Language.Japanese), DateReading.Shown(Today, Language.English)));

    [Theory]
    [InlineData("前の質問に戻って")]
    [InlineData("すみません一つ前に戻れますか")]
    [InlineData("戻りたいです。")]
    [InlineData("go back please")]
    [InlineData("can I go back one step")]
    public void A_step_back_is_asked_for_in_so_many_words(string text) => Assert.Equal(RepairMove.StepBack, Repair.Of(text, Unclear));

    [Theory]
    [InlineData("English please", RepairMove.SwitchLanguage)]
    [InlineData("Japanese please.", RepairMove.SwitchLanguage)]
    [InlineData("two certificates in English", RepairMove.None)]
    public void A_language_and_nothing_else_is_a_wish_for_it_whatever_it_resembles(string text, RepairMove move) =>
        Assert.Equal(move, Repair.Of(text, new Recognition(Language.English, new Scored("certificate_request", 0.9), new Scored("hr_general", 0.9), [], Certainty.Sure, Mood.Neutral)));

    [Theory]
    [InlineData("あ、すみません2日でした")]
    [InlineData("あ、ごめんなさい、大阪です")]
    public void A_sorry_in_between_sounds_like_a_correction(string text) => Assert.True(Repair.SoundsLikeCorrection(text));

    [Theory]
    [InlineData("メールが戻ってきます")]
    [InlineData("お疲れさまです、戻りました")]
    [InlineData("the page goes back to start")]
    [InlineData("")]
    public void Words_about_coming_back_are_no_step_back(string text) => Assert.Equal(RepairMove.None, Repair.Of(text, Unclear));

    [Theory]
    [InlineData("I can't get into the company network from home", "home")]
    [InlineData("the company network is down", null)]
    public void A_name_that_two_choices_share_decides_nothing(string text, string? choice) => Assert.Equal(choice, ChoiceReading.Spotted(
        [new SlotChoice("home", new LocalText("自宅", "At home"), ["from home", "the company network"]), new SlotChoice("office", new LocalText("社内", "In the office"), ["the company network"])], text));

    [Theory]
    [InlineData("it says the message size exceeds the limit", 30)]
    [InlineData("容量オーバーと出ます", 6)]
    [InlineData("something else", 0)]
    public void As_much_of_a_text_is_an_answer_as_its_name_is_long(string text, int length) =>
        Assert.Equal(length, ChoiceReading.LengthOfName(new SlotChoice("too_big", new LocalText("容量オーバー", "Too big"), ["message size exceeds the limit"]), text));

    [Theory]
    [InlineData("next month")]
    [InlineData("来月")]
    [InlineData("3日前から困っています")]
    public void What_names_no_day_is_not_read_as_one(string text) => Assert.Null(DateReading.Find(text, Today));

    [Theory]
    [InlineData("Osaka 4F")]
    [InlineData("本社4階")]
    public void A_floor_is_no_number(string text) => Assert.Null(NumberReading.Find(text));

    [Theory]
    [InlineData("マウスを2個追加で", 2)]
    [InlineData("３台お願いします", 3)]
    [InlineData("we need five laptops", 5)]
    [InlineData("1台か2台", null)]
    [InlineData("since Windows 11", null)]
    public void A_number_that_counts_things_is_found_in_a_sentence(string text, int? number) => Assert.Equal(number, (int?)NumberReading.Counted(text));

    [Theory]
    [InlineData("sato@example.com です", "sato@example.com")]
    [InlineData("中村由美さんです", "中村由美")]
    [InlineData("承認は田中部長で", "田中部長")]
    [InlineData("私の上長はHanakoです", "Hanako")]
    [InlineData("承認者：佐藤 花子さんでお願いします", "佐藤 花子")]
    [InlineData("鈴木課長にお願いします", "鈴木課長")]
    [InlineData("森さんで", "森")]
    [InlineData("ひで", "ひで")]
    [InlineData("it's Anna Schmid", "Anna Schmid")]
    [InlineData("my approver is Hanako Sato", "Hanako Sato")]
    [InlineData("My line manager's Tom Reed, please.", "Tom Reed")]
    [InlineData("Tom Reed is my boss", "Tom Reed")]
    [InlineData("わかりません", null)]
    [InlineData("not sure", null)]
    public void A_person_is_read_without_the_words_around(string text, string? person) => Assert.Equal(person, PersonReading.Find(text));

    [Theory]
    [InlineData("Hanakoです", "Hanako")]
    [InlineData("経理部でお願いします", "経理部")]
    [InlineData("朝から重いです", "朝から重いです")]
    [InlineData("請求書の宛名です。月末に使います", "請求書の宛名です。月末に使います")]
    public void A_term_is_kept_without_the_polite_ending(string text, string kept) =>
        Assert.Equal(new Reading.Answer(kept), SlotReading.Asked(new Slot { Name = "name", Type = SlotType.Text, Label = new LocalText("名前", "Name"), Ask = new LocalTexts(["?"], ["?"]) }, text, [], Today));

    [Theory]
    [InlineData("Windows", "windows_pc")]
    [InlineData("mac", "mac")]
    [InlineData("new", "additional")]
    [InlineData("PC", null)]
    [InlineData("brand", null)]
    public void A_choice_is_named_by_a_part_of_its_label_that_no_other_has(string text, string? value) => Assert.Equal(value, ChoiceReading.Named(
        [new("windows_pc", new("PC（Windows）", "PC (Windows)"), []), new("mac", new("PC（Mac）", "PC (Mac)"), []), new("additional", new("新規・追加", "New or additional"), [])], text));

    [Theory]
    [InlineData("2", 2)]
    [InlineData("２番", 2)]
    [InlineData("二つ目", 2)]
    [InlineData("2枚目", 2)]
    [InlineData("the second one", 2)]
    [InlineData("1台で", null)]
    [InlineData("one unit", null)]
    public void A_quantity_is_no_position_in_a_list(string text, int? position) => Assert.Equal(position, NumberReading.Position(text));

    [Theory]
    [InlineData("月曜から", true)]
    [InlineData("来週の月曜からです", true)]
    [InlineData("12月3日まで", true)]
    [InlineData("2台で", true)]
    [InlineData("from Monday", true)]
    [InlineData("starting next week", true)]
    [InlineData("3 December", true)]
    [InlineData("one unit", true)]
    [InlineData("今日は", false)]
    [InlineData("月曜から休みたい", false)]
    [InlineData("もう一度", false)]
    [InlineData("二つ目", false)]
    [InlineData("next", false)]
    [InlineData("one more time", false)]
    [InlineData("a new joiner from Monday", false)]
    public void A_bare_day_or_quantity_means_nothing_by_itself(string text, bool isFragment) => Assert.Equal(isFragment, Fragment.Is(text));

    [Theory]
    [InlineData("効果なし", Verdict.NotSolved)]
    [InlineData("やっぱ無理", Verdict.NotSolved)]
    [InlineData("あと3分で終わりそうです", Verdict.Trying)]
    [InlineData("あと10分で会議なんです", Verdict.None)]
    [InlineData("まだ落ちます", Verdict.NotSolved)]
    [InlineData("tried that already, my old number is in there", Verdict.NotSolved)]
    [InlineData("that page says no key found", Verdict.NotSolved)]
    [InlineData("それもわからんのですが", Verdict.NotSolved)]
    [InlineData("書いてあることがよく分かりません", Verdict.NotSolved)]
    [InlineData("I don't understand that", Verdict.NotSolved)]
    [InlineData("落ちなくなった！", Verdict.Solved)]
    [InlineData("もう大丈夫です", Verdict.Solved)]
    [InlineData("見られました", Verdict.Solved)]
    [InlineData("届いた", Verdict.Solved)]
    [InlineData("ok wow way better now", Verdict.Solved)]
    [InlineData("perfect, that did it", Verdict.Solved)]
    [InlineData("試してみます", Verdict.Trying)]
    [InlineData("one moment, let me try", Verdict.Trying)]
    [InlineData("the printer on 3F", Verdict.None)]
    public void What_became_of_instructions_is_read_from_plain_words(string text, Verdict verdict) =>
        Assert.Equal(verdict, VerdictReading.Of(text, Unclear, null));

    [Theory]
    [InlineData("asdf gh")]
    [InlineData("jkjk lala")]
    [InlineData("ああああああ")]
    [InlineData("ほげほげ")]
    [InlineData("12345")]
    public void Keys_hit_at_random_are_gibberish(string text) => Assert.True(Gibberish.Is(text));

    [Theory]
    [InlineData("the weather tomorrow")]
    [InlineData("明日の天気は")]
    [InlineData("pizza recipe")]
    public void Words_are_not(string text) => Assert.False(Gibberish.Is(text));

    [Fact]
    public void A_customer_can_not_make_the_readers_slow()
    {
        var heard = new Recognition(Messages.Language.English, new Scored("other", 0.1), null, [], Certainty.Unsure, Mood.Neutral);
        foreach (var text in (string[])[string.Concat(Enumerable.Repeat("something ", 10_000)) + "x", new string('a', 100_000), string.Concat(Enumerable.Repeat("4111 ", 20_000)), string.Concat(Enumerable.Repeat("でも、", 30_000)), string.Concat(Enumerable.Repeat("no, not a, ", 10_000))])
        {
            // A pattern that is not linear would run into its limit of ten seconds and throw.
            Secrets.In(text);
            Repair.Of(text, heard);
            Repair.YesOrNo(text, heard);
            Phrasing.IsOneMore(text);
            Repair.IsYesAndMore(text);
            Repair.ChangesDetail(text);
            Phrasing.TellsSomething(text);
            Phrasing.IsBareTerm(text);
            Phrasing.SpeaksOfTrouble(text);
            Phrasing.AsksWhy(text);
            Repair.IsGivingUp(text);
            Repair.AfterNoneOfThese(text);
            SlotReading.IsOnlyRemark(text);
            NumberReading.Position(text);
            VerdictReading.SpeaksOfEnd(text);
            VerdictReading.SaysItIsSolved(text);
            DangerReading.IsTold(text);
            Repair.MeantInstead(text);
            Repair.SaidAfterThanks(text);
            PersonReading.ManagerIn(text);
            VerdictReading.Of(text, heard, null);
            PersonReading.Find(text);
            Fragment.Is(text);
            VerdictReading.SaysItDidNotHelp(text);
            DateReading.Find(text, Today);
            NumberReading.Counted(text);
            Sentences.Split(text);
            Gibberish.Is(text);
            MoodReading.Read(text);
            TimeReading.Find(text, Today.At(LocalTime.Noon));
            DurationReading.Find(text);
            CodeReading.ErrorIn(text);
            CodeReading.AssetIn(text);
            PersonReading.Spotted(text);
            new ServiceBot.Conversations.Readings(Understanding.SmallDesk.Recognizer, Today.At(LocalTime.Noon)).Read("urgency", text, Language.English);
        }
    }

    [Theory]
    [InlineData("三日前から", null)]
    [InlineData("4日前くらいから", null)]
    [InlineData("second monitor", null)]
    [InlineData("2", 2)]
    [InlineData("２番でお願いします", 2)]
    [InlineData("二つ目の方", 2)]
    [InlineData("the second one", 2)]
    [InlineData("option 3 please", 3)]
    public void A_place_in_a_list_is_read_where_nothing_else_is_said(string text, int? position) => Assert.Equal(position, NumberReading.Position(text));

    [Theory]
    [InlineData("健康診断を12月4日から12月11日に変更したいです", "2026-12-11")]
    [InlineData("12月4日を12月11日に変更希望です", "2026-12-11")]
    [InlineData("please move it from December 4 to December 11", "2026-12-11")]
    [InlineData("12月4日から12月11日まで", "2026-12-04")]
    public void Of_a_day_that_is_moved_the_new_one_is_meant(string text, string day) => Assert.Equal(day, NodaTime.Text.LocalDatePattern.Iso.Format(DateReading.Find(text, Today)!.Value));

    [Theory]
    [InlineData("my manager is Anna Kovacs", "Anna Kovacs", "")]
    [InlineData("my boss is Mr. Cole and he agreed", "Mr. Cole", "he agreed")]
    [InlineData("I need Visio, my manager Karen already said yes", "Karen", "I need Visio")]
    [InlineData("office in Osaka, the approver is mia.sato@example.com", "mia.sato@example.com", "office in Osaka")]
    [InlineData("本社3階に、承認は田中部長で", "田中部長", "本社3階に")]
    [InlineData("承認者は鈴木です", "鈴木", "")]
    [InlineData("上司は田中です", "田中", "")]
    public void Whom_a_sentence_names_as_manager_is_read_with_what_is_left(string text, string name, string remainder) =>
        Assert.Equal((name, remainder), PersonReading.ManagerIn(text));

    [Theory]
    [InlineData("my manager is away this week")]
    [InlineData("上長は出張中です")]
    [InlineData("部屋は3階です")]
    [InlineData("Anna Kovacs")]
    public void Who_is_not_named_is_no_manager(string text) => Assert.Null(PersonReading.ManagerIn(text));

    [Theory]
    [InlineData("no I mean can I carry them over", "can I carry them over")]
    [InlineData("そうじゃなくて、他の人の予約です", "他の人の予約です")]
    [InlineData("no, that's wrong", null)]
    [InlineData("I mean", null)]
    public void What_is_meant_instead_is_read_without_its_protest(string text, string? meant) => Assert.Equal(meant, Repair.MeantInstead(text));

    [Theory]
    [InlineData("Thanks, and how long will it take?", "how long will it take?")]
    [InlineData("ありがとう、どのくらいかかりますか", "どのくらいかかりますか")]
    [InlineData("ありがとう、でもまだ直ってません", "でもまだ直ってません")]
    [InlineData("thanks but it still doesn't work", "it still doesn't work")]
    [InlineData("thanks a lot", null)]
    [InlineData("ありがとうございます、助かりました", null)]
    public void A_question_after_thanks_is_heard(string text, string? asked) => Assert.Equal(asked, Repair.SaidAfterThanks(text));

    [Theory]
    [InlineData("and for my own phone?", true)]
    [InlineData("what about visitors", true)]
    [InlineData("じゃあ自分のスマホの場合は？", true)]
    [InlineData("and it is still broken", false)]
    [InlineData("VPNがつながりません", false)]
    public void The_end_of_a_question_is_told_from_a_whole_one(string text, bool isElliptical) => Assert.Equal(isElliptical, Phrasing.IsElliptical(text));

    [Theory]
    [InlineData("yes please get me a human")]
    [InlineData("I want to speak to a manager")]
    [InlineData("please put me through to someone")]
    [InlineData("責任者を出してください")]
    public void A_human_is_asked_for_in_many_ways(string text) => Assert.True(Repair.AsksForHuman(text));

    [Theory]
    [InlineData("please get me a new mouse")]
    [InlineData("since the update no program in which I talk to people gets my voice")]
    [InlineData("隣の人に出してもらってもいいですか")]
    [InlineData("please allow chat with people of company X")]
    [InlineData("I fetch a coffee, chat with a colleague, and it's still not ready")]
    [InlineData("担当に代わったため、前任のIDを閉鎖してください")]
    [InlineData("届いた人に代わりの窓口を案内してください")]
    [InlineData("my manager wants to speak to the vendor")]
    public void Not_every_wish_is_for_a_human(string text) => Assert.False(Repair.AsksForHuman(text));

    [Theory]
    [InlineData("12/1から", true)]
    [InlineData("starting Monday", true)]
    [InlineData("12/1から12/5まで", false)]
    [InlineData("12/5", false)]
    public void From_when_is_told_from_until_when(string text, bool isOnlyBeginning) => Assert.Equal(isOnlyBeginning, DateReading.IsOnlyBeginning(text));

    [Theory]
    [InlineData("a loan laptop from Monday, one, to Osaka", 1)]
    [InlineData("モニター、2、大阪です", 2)]
    [InlineData("one of the laptops, please", null)]
    public void A_number_between_commas_is_how_many(string text, int? count) => Assert.Equal(count, NumberReading.BetweenCommas(text));
}
