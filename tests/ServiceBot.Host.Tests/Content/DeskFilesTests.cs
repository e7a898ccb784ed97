using System.Text.RegularExpressions;
using ServiceBot.Host.Content;
using ServiceBot.Messages;

namespace ServiceBot.Host.Tests.Content;

public sealed class DeskFilesTests : IDisposable
{
    private const string Parking = """
        id: parking_permit
        kind: request
        category: facilities
        title: { ja: 駐車許可, en: Parking permit }
        examples: { ja: [駐車許可がほしい], en: [I need a parking permit] }
        slots:
          plate:
            type: text
            label: { ja: 車両番号, en: Plate }
            ask: { ja: 車のナンバーを教えてください。, en: What is your plate number? }
        steps:
          - collect: plate
          - ticket: { ja: 総務が手続きします。, en: Facilities will arrange it. }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("servicebot-desk-").FullName;
    private readonly DeskFiles files;

    public DeskFilesTests()
    {
        Copy(Path.Combine(Root(), "dialogs"), this.folder);
        this.files = new DeskFiles(this.folder);
    }

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public void The_product_comes_without_faults()
    {
        Assert.NotNull(this.files.Read());
        Assert.Empty(this.files.Faults);
    }

    [Fact]
    public void Every_article_is_there_in_both_languages_with_steps_in_each()
    {
        var articles = this.files.Read()!.Articles;
        Assert.DoesNotContain(articles.GroupBy(article => article.Id), both => both.Count() != LanguageTags.All.Count || both.Any(article => article.Steps.Length == 0));
    }

    [Fact]
    public void What_customers_said_goes_with_the_article_that_they_needed()
    {
        this.Say("text\tarticle\nthe sticky label peels off the laptop\tlaptop-battery\n");
        var articles = this.files.Read()!.Articles.Where(article => article.Id == "laptop-battery").ToDictionary(article => article.Language);
        Assert.Empty(this.files.Faults);
        Assert.Equal(["the sticky label peels off the laptop"], articles[Language.English].Sayings);
        Assert.NotEmpty(articles[Language.Japanese].Sayings);
    }

    [Theory]
    [InlineData("default: 1", "default: 51")]
    [InlineData("default: 1", "default: some")]
    public void What_is_taken_without_asking_has_to_be_an_answer(string good, string bad)
    {
        var path = Path.Combine(this.folder, "playbooks", "new_equipment.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace(good, bad, StringComparison.Ordinal));
        this.files.Read();
        Assert.Contains("is no answer to the slot `count`", Assert.Single(this.files.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_for_an_article_that_is_not_there_is_named()
    {
        this.Say("text\tarticle\nwhere is my boat\tboats\nand my sail\tboats\n");
        this.files.Read();
        Assert.Contains("`boats`", Assert.Single(this.files.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sayings_that_cannot_be_read_leave_those_before_in_service()
    {
        var before = this.files.Read()!.Articles.Sum(article => article.Sayings.Count);
        this.Say("words\tarticle\nx\ty\n");
        Assert.Equal(before, this.files.Read()!.Articles.Sum(article => article.Sayings.Count));
        Assert.Contains("text", Assert.Single(this.files.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_file_is_a_new_service()
    {
        this.Put("parking_permit", Parking);
        Assert.Equal("Parking permit", this.files.Read()!.Playbooks["parking_permit"].Title.In(Language.English));
        Assert.Empty(this.files.Faults);
    }

    [Fact]
    public void A_broken_file_is_refused_and_the_last_good_one_stays()
    {
        this.Put("parking_permit", Parking);
        this.files.Read();
        this.Put("parking_permit", Parking.Replace("collect: plate", "collect: plates", StringComparison.Ordinal));

        Assert.True(this.files.Read()!.Playbooks.ContainsKey("parking_permit"));
        var fault = Assert.Single(this.files.Faults);
        Assert.Equal(("parking_permit.yaml", 12), (Path.GetFileName(fault.File), fault.Line));
    }

    [Fact]
    public void What_names_things_that_are_not_there_is_refused_too()
    {
        this.Put("parking_permit", Parking.Replace("category: facilities", "category: garden", StringComparison.Ordinal));
        Assert.False(this.files.Read()!.Playbooks.ContainsKey("parking_permit"));
        this.Put("parking_permit", Parking);
        this.files.Read();
        this.Put("parking_permit", Parking.Replace("category: facilities", "category: garden", StringComparison.Ordinal));
        Assert.Equal("facilities", this.files.Read()!.Playbooks["parking_permit"].Category);
    }

    [Theory]
    [InlineData("kind: request", "kind: wish", 2)]
    [InlineData("category: facilities", "category: garden", 3)]
    [InlineData("type: text", "type: words", 8)]
    [InlineData("  - collect: plate", "  - collect: plate\n    say: { ja: a, en: b }", 12)]
    [InlineData("title: {", "titel: {", 4)]
    public void A_fault_is_named_with_its_line(string good, string bad, int line)
    {
        this.Put("parking_permit", Parking.Replace(good, bad, StringComparison.Ordinal));
        this.files.Read();
        Assert.Contains(this.files.Faults, fault => fault.Line == line && fault.Remedy.Length > 0);
    }

    [Fact]
    public void Every_wording_that_the_engine_uses_is_there()
    {
        var wording = this.files.Read()!.Wording;
        var used = Directory.GetFiles(Path.Combine(Root(), "src/ServiceBot/Conversations"), "*.cs")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "(?:Say\\(|Word\\(draft, |Offer\\(draft, |Is\\(draft, |AskMeaning\\(draft, )\"([a-z_.]+)\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain(used.Distinct(), key => !wording.Has(key));
    }

    private void Say(string table) => File.WriteAllText(Path.Combine(this.folder, "knowledge", "en", "sayings.tsv"), table);

    private void Put(string id, string yaml) => File.WriteAllText(Path.Combine(this.folder, "playbooks", $"{id}.yaml"), yaml);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ServiceBot.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
