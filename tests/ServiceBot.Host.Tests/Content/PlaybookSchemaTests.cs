using System.Text.Json.Nodes;
using ServiceBot.Dialogs;
using ServiceBot.Host.Content;

namespace ServiceBot.Host.Tests.Content;

public sealed class PlaybookSchemaTests
{
    // Each mapping that a playbook may hold, with a member that nobody knows.
    private const string Unknowing = """
        id: laptop_loan
        kind: request
        title: { ja: 貸出PC, en: Laptop loan, nobody: x }
        examples: { ja: [借りたい], en: [borrow], nobody: x }
        slots:
          model:
            type: choice
            label: { ja: 機種, en: Model }
            ask: { ja: どれ, en: Which }
            choices:
              windows: { ja: Windows, en: Windows, synonyms: { ja: [ウィンドウズ], en: [pc], nobody: x }, nobody: x }
              mac: { ja: Mac, en: Mac }
            nobody: x
        steps:
          - { say: { ja: a, en: a }, nobody: x }
          - { collect: model, nobody: x }
          - { article: vpn, nobody: x }
          - { ask_solved: { ja: a, en: a }, nobody: x }
          - { confirm: { ja: a, en: a }, nobody: x }
          - { action: reserve, with: { a: b }, nobody: x }
          - { approval: "{model}", nobody: x }
          - { ticket: { ja: a, en: a }, nobody: x }
          - { handoff: { ja: a, en: a }, nobody: x }
          - { when: { model: mac }, steps: [], nobody: x }
        nobody: x
        """;

    private static readonly string Dialogs = Path.Combine(Root(), "dialogs");

    [Fact]
    public void It_knows_what_the_reader_of_playbooks_knows()
    {
        var known = PlaybookFile.Parse("laptop_loan.yaml", Unknowing).Faults
            .Where(fault => fault.What.Contains("`nobody`", StringComparison.Ordinal))
            .Select(fault => fault.Remedy["Known are ".Length..].TrimEnd('.').Split(", "))
            .ToList();
        var schema = PlaybookSchema.Of(new DeskFiles(Dialogs).Read()!);
        var mappings = Mappings(schema).Select(names => names.ToHashSet()).ToList();
        var step = mappings.Single(names => names.Contains("say"));

        Assert.Equal(16, known.Count);
        var steps = known.Where(names => names.Contains("when")).ToList();
        Assert.Equal(step.Order(), steps.SelectMany(names => names).Distinct().Order());
        Assert.All(known.Except(steps), names => Assert.Contains(mappings, mapping => mapping.SetEquals(names)));
    }

    [Fact]
    public void The_one_that_lies_beside_the_playbooks_is_what_check_writes()
    {
        var folder = Directory.CreateTempSubdirectory("servicebot-schema-").FullName;
        PlaybookSchema.Write(folder, new DeskFiles(Dialogs).Read()!);
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "schema", "playbook.schema.json")), File.ReadAllText(Path.Combine(Dialogs, "schema", "playbook.schema.json")));
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<IEnumerable<string>> Mappings(JsonNode? node) => node switch
    {
        JsonObject mapping => mapping.Where(member => member.Key != "properties").SelectMany(member => Mappings(member.Value))
            .Concat(mapping["properties"] is JsonObject properties ? properties.SelectMany(property => Mappings(property.Value)).Append(properties.Select(property => property.Key)) : []),
        JsonArray list => list.SelectMany(Mappings),
        _ => [],
    };

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
