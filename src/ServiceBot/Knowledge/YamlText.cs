using ServiceBot.Messages;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Knowledge;

/// <summary>Reads YAML that people write.</summary>
internal static class YamlText
{
    /// <summary>The fields at the top of a text; null, with a fault, where there are none.</summary>
    public static YamlMappingNode? Fields(string file, string text, ICollection<Fault> faults)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode fields)
            {
                return fields;
            }

            faults.Add(new Fault(file, 1, "There are no fields.", "Write one 'field: value' per line."));
        }
        catch (YamlException broken)
        {
            faults.Add(Broken(file, (int)broken.Start.Line, broken.Message));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner throws this, without a place, where a bracket is left open before a new field.
            faults.Add(Broken(file, YamlSection.LineOfOpenBracket(text), "a bracket is not closed."));
        }

        catch (ArgumentException twice)
        {
            faults.Add(Broken(file, 1, $"a name stands twice ({twice.Message})."));
        }

        return null;
    }

    private static Fault Broken(string file, int line, string why) =>
        new(file, line, $"This is not YAML: {why}", "Correct the line; quote texts that hold a colon or a bracket.");
}
