using System.Text;
using System.Text.Json;

namespace Bunraku.Cli;

/// <summary>Pages on the terminal, as a list or whole, and as JSON.</summary>
internal static class PageWriter
{
    private const string Bold = "1";
    private const string Faint = "2";

    /// <summary>A line for each.</summary>
    public static void List(IReadOnlyList<Page> pages, Terminal terminal)
    {
        var width = pages.Count == 0 ? 0 : pages.Max(page => page.Name.Length);
        foreach (var page in pages)
        {
            terminal.Out.WriteLine(
                $"{Styled(terminal, page.Name.PadRight(width), Bold)}  {page.Summary}".TrimEnd()
            );
        }
    }

    public static void Write(Page page, Terminal terminal)
    {
        var output = terminal.Out;
        foreach (var signature in page.Signatures.DefaultIfEmpty($"{page.Kind} {page.Name}"))
        {
            output.WriteLine(Styled(terminal, signature, Bold));
        }
        if (page.Doc.Length > 0)
        {
            output.WriteLine();
            output.WriteLine(page.Doc.Trim('\n'));
        }
        WriteEntries(page, terminal);
        if (!page.Aliases.IsEmpty)
        {
            output.WriteLine();
            output.WriteLine("Also known as: " + string.Join(", ", page.Aliases));
        }
        if (page.Source is { } source)
        {
            output.WriteLine();
            output.WriteLine(Styled(terminal, source, Faint));
        }
    }

    public static void WriteJson(IReadOnlyList<Page> pages, Terminal terminal)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var page in pages)
            {
                WriteJson(page, json);
            }
            json.WriteEndArray();
        }
        terminal.Out.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void WriteEntries(Page page, Terminal terminal)
    {
        if (page.Entries.IsEmpty)
        {
            return;
        }
        terminal.Out.WriteLine();
        var width = page.Entries.Max(entry => entry.Name.Length);
        foreach (var entry in page.Entries)
        {
            var words = new[] { entry.Type, entry.Doc, entry.Default is { } d ? $"(default: {d})" : "" };
            var text = string.Join("  ", words.Where(word => word.Length > 0)).Replace('\n', ' ');
            terminal.Out.WriteLine(
                $"  {Styled(terminal, entry.Name.PadRight(width), Bold)}  {text}".TrimEnd()
            );
        }
    }

    private static void WriteJson(Page page, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", page.Name);
        json.WriteString("kind", page.Kind);
        WriteList(json, "aliases", page.Aliases);
        WriteList(json, "signatures", page.Signatures);
        json.WriteString("summary", page.Summary);
        json.WriteString("doc", page.Doc);
        json.WriteStartArray("entries");
        foreach (var entry in page.Entries)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteString("type", entry.Type);
            json.WriteString("doc", entry.Doc);
            json.WriteString("default", entry.Default);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("source", page.Source);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    /// <summary>Pages go to standard output, which may be a pipe while errors go to a terminal.</summary>
    private static string Styled(Terminal terminal, string text, string style) =>
        Console.IsOutputRedirected ? text : terminal.Styled(text, style);
}
