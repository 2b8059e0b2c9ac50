using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Diagnostics for programs.</summary>
internal static class DiagnosticJson
{
    public static string Write(int files, ImmutableArray<Diagnostic> diagnostics)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteNumber("files", files);
            json.WriteNumber("errors", Count(diagnostics, Severity.Error));
            json.WriteNumber("warnings", Count(diagnostics, Severity.Warning));
            json.WriteStartArray("diagnostics");
            foreach (var diagnostic in diagnostics)
            {
                Write(diagnostic, json);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static int Count(ImmutableArray<Diagnostic> diagnostics, Severity severity) =>
        diagnostics.Count(diagnostic => diagnostic.Severity == severity);

    private static void Write(Diagnostic diagnostic, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
        json.WriteString("code", diagnostic.Code);
        json.WriteString("message", diagnostic.Message);
        if (diagnostic.Primary is { } primary)
        {
            WritePlace(primary, json);
        }
        if (diagnostic.Help is { } help)
        {
            json.WriteString("help", help);
        }
        if (diagnostic.Reference is { } reference)
        {
            json.WriteString("issue_code", reference.IssueCode);
            json.WriteString("reference_message", reference.Message);
        }
        if (!diagnostic.Secondary.IsEmpty)
        {
            json.WriteStartArray("related");
            foreach (var label in diagnostic.Secondary)
            {
                json.WriteStartObject();
                WritePlace(label, json);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WritePlace(Label label, Utf8JsonWriter json)
    {
        var start = label.Span.Position;
        var end = label.Span.File.PositionOf(label.Span.End);
        json.WriteString("file", label.Span.File.Path);
        json.WriteNumber("line", start.Line);
        json.WriteNumber("column", start.Column);
        json.WriteNumber("end_line", end.Line);
        json.WriteNumber("end_column", end.Column);
        if (label.Text is { } text)
        {
            json.WriteString("label", text);
        }
    }
}
