using System.Text.Encodings.Web;
using System.Text.Json;
using Bunraku.Compiler;

namespace Bunraku.Cli;

/// <summary>Shows what becomes of modules' Ruby: for people, and for programs.</summary>
internal static class ModuleCheckPrinter
{
    private static readonly string[] Kinds = ["function", "type", "provider", "fact", "template"];

    public static void Write(List<(PuppetModule Module, List<ModulePart> Parts)> modules, TextWriter output)
    {
        var table = new Table("MODULE", ">FUNCTIONS", ">TYPES", ">PROVIDERS", ">FACTS", ">TEMPLATES");
        foreach (var (module, parts) in modules)
        {
            table.Add([module.Name, .. Kinds.Select(kind => Counts(parts.Where(part => part.Kind == kind)))]);
        }
        table.Write(output);
        output.WriteLine();
        output.WriteLine("Numbers: built in / by its own Ruby / not at all.");
        foreach (var (module, parts) in modules)
        {
            foreach (var part in parts.Where(part => part.Runs == "not"))
            {
                var line = part.ReasonLine > 0 ? $":{part.ReasonLine}" : "";
                output.WriteLine(
                    $"{module.Name}: {part.Kind} {part.Name}: {part.Reason} ({part.ReasonPath}{line})"
                );
            }
        }
    }

    public static void WriteJson(
        List<(PuppetModule Module, List<ModulePart> Parts)> modules,
        TextWriter output
    )
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartArray();
            foreach (var (module, parts) in modules)
            {
                json.WriteStartObject();
                json.WriteString("module", module.Name);
                json.WriteString("directory", module.Directory);
                json.WriteStartArray("parts");
                foreach (var part in parts)
                {
                    Write(json, part);
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, ModulePart part)
    {
        json.WriteStartObject();
        json.WriteString("kind", part.Kind);
        json.WriteString("name", part.Name);
        json.WriteString("file", part.Path);
        json.WriteString("runs", part.Runs);
        if (part.Reason is not null)
        {
            json.WriteString("reason", part.Reason);
            json.WriteString("reasonFile", part.ReasonPath);
            json.WriteNumber("reasonLine", part.ReasonLine);
        }
        json.WriteEndObject();
    }

    private static string Counts(IEnumerable<ModulePart> parts)
    {
        var all = parts.ToList();
        return all.Count == 0 ? "" : $"{Count("native")}/{Count("ruby")}/{Count("not")}";

        int Count(string runs) => all.Count(part => part.Runs == runs);
    }
}
