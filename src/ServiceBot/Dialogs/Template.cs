using System.Text;

namespace ServiceBot.Dialogs;

/// <summary>Texts with names in braces.</summary>
public static class Template
{
    /// <summary>Fills in the names that are known. What is filled in is not read for braces again; an unknown name becomes a dash.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
        {
            return template;
        }

        var text = new StringBuilder(template.Length + 64);
        for (var at = 0; at < template.Length;)
        {
            var end = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (end < 0)
            {
                text.Append(template[at++]);
                continue;
            }

            text.Append(values.TryGetValue(template[(at + 1)..end], out var value) && value.Length > 0 ? value : "–");
            at = end + 1;
        }

        return text.ToString();
    }

    /// <summary>The names that a template uses.</summary>
    public static IEnumerable<string> Names(string template)
    {
        for (var start = template.IndexOf('{', StringComparison.Ordinal); start >= 0; start = template.IndexOf('{', start + 1))
        {
            var end = template.IndexOf('}', start);
            if (end < 0)
            {
                yield break;
            }

            yield return template[(start + 1)..end];
        }
    }
}
