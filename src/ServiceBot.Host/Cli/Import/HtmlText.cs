using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ServiceBot.Host.Cli.Import;

/// <summary>Turns a page into Markdown: headings, paragraphs, lists, tables and links of its main part; menus and scripts are left out.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> LeftOut = new(["script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "svg", "button"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The page as Markdown; its title stands in the first line as a heading.</summary>
    public static string ToMarkdown(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        var main = page.QuerySelector("main, article, #content, .content") ?? page.Body;
        var title = main?.QuerySelector("h1")?.TextContent ?? page.Title;
        var text = new StringBuilder($"# {OneLine(title ?? "")}\n\n");
        if (main is not null)
        {
            Append(main, text);
        }

        return text.ToString();
    }

    private static void Append(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IElement element when LeftOut.Contains(element.LocalName) || element.LocalName == "h1":
                    break;
                case IElement { LocalName: "h2" or "h3" or "h4" } heading:
                    text.Append($"\n## {OneLine(heading.TextContent)}\n\n");
                    break;
                case IElement { LocalName: "p" or "blockquote" or "pre" or "dd" or "dt" } paragraph:
                    AppendLine(text, Inline(paragraph), "\n");
                    break;
                case IElement { LocalName: "ul" or "ol" } list:
                    AppendList(list, text);
                    break;
                case IElement { LocalName: "tr" } row:
                    AppendLine(text, string.Join(" – ", row.Children.Select(Inline).Where(cell => cell.Length > 0)), "");
                    break;
                case IElement other:
                    Append(other, text);
                    break;
                case IText words when words.Data.Trim().Length > 0:
                    AppendLine(text, OneLine(words.Data), "\n");
                    break;
                default:
                    break;
            }
        }
    }

    private static void AppendList(IElement list, StringBuilder text)
    {
        var number = 0;
        foreach (var item in list.Children.Where(child => child.LocalName == "li"))
        {
            AppendLine(text, $"{(list.LocalName == "ol" ? $"{++number}." : "-")} {Inline(item)}", "");
        }

        text.Append('\n');
    }

    private static string Inline(INode node) => OneLine(string.Concat(node.ChildNodes.Select(child => child switch
    {
        IElement element when LeftOut.Contains(element.LocalName) => "",
        IElement { LocalName: "a" } link when link.GetAttribute("href") is { } address && address.StartsWith("http", StringComparison.OrdinalIgnoreCase) => $"[{OneLine(link.TextContent)}]({address})",
        IElement { LocalName: "br" } => " ",
        IElement { LocalName: "strong" or "b" } strong when OneLine(strong.TextContent).Length > 0 => $"**{OneLine(strong.TextContent)}**",
        IElement element => $"{Inline(element)} ",
        _ => child.TextContent,
    })));

    private static void AppendLine(StringBuilder text, string line, string end)
    {
        if (line.Length > 0)
        {
            text.Append(line).Append('\n').Append(end);
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
