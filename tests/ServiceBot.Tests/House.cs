using System.Text.RegularExpressions;
using Mono.Cecil;

namespace ServiceBot.Tests;

/// <summary>Who may know whom, and how the house is built: held against the compiled engine and its files.</summary>
public sealed class House
{
    // Each folder may know only folders from rows above it, so there can be no circle.
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Messages"] = [],
        ["Storage"] = [],
        ["Words"] = [],
        ["Understanding"] = ["Messages", "Words"],
        ["ServiceLevels"] = ["Storage"],
        ["Knowledge"] = ["Messages", "Storage", "Understanding", "Words"],
        ["Dialogs"] = ["Messages", "Storage", "Understanding"],
        ["Improvement"] = ["Messages", "Storage", "Understanding", "Dialogs"],
        ["Tickets"] = ["Messages", "Storage", "ServiceLevels"],
        ["Notifications"] = ["Messages", "Storage", "ServiceLevels"],
        ["Handoff"] = ["Messages", "Storage", "Understanding", "ServiceLevels", "Knowledge", "Tickets"],
        ["Insights"] = ["Messages", "Storage", "ServiceLevels", "Tickets"],
        ["Conversations"] = ["Messages", "Storage", "Understanding", "ServiceLevels", "Knowledge", "Dialogs", "Improvement", "Tickets", "Notifications", "Handoff"],
    };

    private static readonly string[] NoFolderNames =
        ["Models", "Services", "Helpers", "Utils", "Common", "Shared", "Core", "Extensions", "Interfaces", "Abstractions", "Handlers", "Infrastructure"];

    private static readonly Regex NoTypeNames = new("(Manager|Helper|Utils?|Processor|Base|Impl|Info|Data|Wrapper|Service)$", RegexOptions.NonBacktracking);

    private static string Root { get; } = FindRoot();

    [Fact]
    public void A_folder_knows_only_the_folders_it_may_know()
    {
        var broken =
            from type in Types()
            from known in Known(type)
            let here = FolderOf(type)
            let there = FolderOf(known)
            where here != there && there is not null && here is not null && !MayKnow[here].Contains(there)
            select $"{type.FullName} ({here}) knows {known.FullName} ({there})";
        Assert.Empty(broken.Distinct());
    }

    [Fact]
    public void Every_folder_of_the_engine_has_its_place_in_the_table() =>
        Assert.Empty(Types().Select(FolderOf).OfType<string>().Distinct().Except(MayKnow.Keys));

    [Fact]
    public void The_engine_knows_no_wire_no_disk_and_no_wall_clock()
    {
        // A seeded Random is an argument like any other; how many processors there are changes no result.
        var forbidden = new Regex(
            @"^\S+ System\.(Net\..*|IO\.(File|Directory)|DateTime|DateTimeOffset|Environment)::|Random::(get_Shared|\.ctor\(\))|NodaTime\.SystemClock::|Guid::(NewGuid|CreateVersion7)",
            RegexOptions.NonBacktracking);
        var allowed = new Regex("Environment::(get_ProcessorCount|get_CurrentManagedThreadId|get_NewLine)", RegexOptions.NonBacktracking);
        var broken =
            from type in Types()
            where !type.FullName.Contains("FrontDoor", StringComparison.Ordinal)
            from method in type.Methods
            where method.HasBody
            from called in method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>()
            where forbidden.IsMatch(called.FullName) && !allowed.IsMatch(called.FullName)
            select $"{method.FullName} calls {called.FullName}";
        Assert.Empty(broken);
    }

    [Fact]
    public void Only_the_front_door_waits()
    {
        var broken = Types().Where(type => !type.IsInterface && !InFrontDoor(type))
            .SelectMany(type => type.Methods.Where(method => method.IsPublic && method.ReturnType.FullName.Contains("Task", StringComparison.Ordinal)).Select(method => method.FullName));
        Assert.Empty(broken);

        static bool InFrontDoor(TypeDefinition type) => type.FullName.Contains("FrontDoor", StringComparison.Ordinal) || type.Name == "TicketSerials";
    }

    [Fact]
    public void Classes_are_sealed_or_closed_families() =>
        Assert.Empty(Types().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !Types().Any(other => other.BaseType?.FullName == type.FullName)).Select(type => type.FullName));

    [Fact]
    public void Types_are_named_for_what_they_are() =>
        Assert.DoesNotContain(Types().Select(type => type.Name), name => NoTypeNames.IsMatch(name));

    [Fact]
    public void Ports_have_five_members_at_most() =>
        Assert.Empty(Types().Where(type => type.IsInterface && type.Methods.Count(method => !method.IsStatic) > 5 && type.Name != "IConversationQueries").Select(type => type.FullName));

    [Fact]
    public void Folders_are_named_with_the_words_of_the_desk() =>
        Assert.Empty(Directory.GetDirectories(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Where(folder => !Built(folder)).Select(Path.GetFileName).Intersect(NoFolderNames));

    [Fact]
    public void No_file_of_the_engine_is_longer_than_300_lines() =>
        Assert.Empty(Sources("src/ServiceBot").Where(file => File.ReadLines(file).Count() > 300).Select(file => Path.GetRelativePath(Root, file)));

    [Fact]
    public void The_program_is_a_table_of_contents() =>
        Assert.InRange(File.ReadLines(Path.Combine(Root, "src/ServiceBot.Host/Program.cs")).Count(), 1, 60);

    [Fact]
    public void A_file_is_in_the_namespace_of_its_folder()
    {
        var broken = Sources("src/ServiceBot").Concat(Sources("src/ServiceBot.Host")).Where(file =>
        {
            var expected = Path.GetRelativePath(Path.Combine(Root, "src"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            return File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal)) is { } line && line != $"namespace {expected};";
        });
        Assert.Empty(broken.Select(file => Path.GetRelativePath(Root, file)));
    }

    private static IEnumerable<TypeDefinition> Types()
    {
        var assembly = AssemblyDefinition.ReadAssembly(typeof(ServiceBot.Conversations.Turn).Assembly.Location);
        return assembly.MainModule.GetTypes().Where(type => type.Namespace.StartsWith("ServiceBot.", StringComparison.Ordinal) || type.DeclaringType is not null)
            .Where(type => !type.FullName.Contains('<', StringComparison.Ordinal) && !type.FullName.StartsWith("System.", StringComparison.Ordinal));
    }

    private static IEnumerable<TypeReference> Known(TypeDefinition type)
    {
        var inside = type.NestedTypes.Where(nested => nested.FullName.Contains('<', StringComparison.Ordinal)).Prepend(type).ToList();
        var members = inside.SelectMany(each => each.Fields.Select(field => field.FieldType)
            .Concat(each.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(each.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).Select(Operand).OfType<TypeReference>()));
        return members.Concat(type.BaseType is null ? [] : [type.BaseType]).SelectMany(Flat);
    }

    private static TypeReference? Operand(Mono.Cecil.Cil.Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => type,
        MethodReference method => method.DeclaringType,
        FieldReference field => field.DeclaringType,
        _ => null,
    };

    private static IEnumerable<TypeReference> Flat(TypeReference type) =>
        type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Flat).Prepend(generic.ElementType) : [type];

    private static string? FolderOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return type.Namespace.StartsWith("ServiceBot.", StringComparison.Ordinal) ? type.Namespace.Split('.')[1] : null;
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(file => !Built(file));

    private static bool Built(string path) =>
        path.Contains($"{Path.DirectorySeparatorChar}obj", StringComparison.Ordinal) || path.Contains($"{Path.DirectorySeparatorChar}bin", StringComparison.Ordinal)
        || path.Contains("node_modules", StringComparison.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ServiceBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
